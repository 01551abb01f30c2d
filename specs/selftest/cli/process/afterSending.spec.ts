import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';

/** A command at whose end the system refuses a place, before or after the first request. */
const refusedAt = (wrap: (act: string) => string): string => `
  const { conclude } = await import(process.cwd() + '/dist/cli/command.js');
  const { afterSending } = await import(process.cwd() + '/dist/cli/process/afterSending.js');
  const refuse = () => {
    throw Object.assign(new Error('no'), { code: 'EROFS', syscall: 'unlink', path: 'reports/ledger/a.jsonl' });
  };
  await conclude('sweep', ${wrap('refuse')});
`;

for (const [when, wrap, code] of [
  ['before the first request', (act: string) => act, 64],
  ['after it', (act: string) => `() => afterSending(${act})`, 3],
] as const)
  test(`a place that the system refuses ${when} is one sentence and ${code}`, async ({ workspace }) => {
    const script = refusedAt(wrap);
    const ended = await workspace.startNode(['--input-type=module', '--eval', script]).ended;
    expect(ended.stderr).toMatch(/^sweep: reports\/ledger\/a\.jsonl [^\n]+; make it a place that you may write to\n$/);
    expect(ended.code).toBe(code);
  });
