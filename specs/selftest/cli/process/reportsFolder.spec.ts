import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';
import type { Workspace } from '../../../../src/bench/workspace.ts';
import { holderText } from '../../../../src/cli/process/lockHolder.ts';
import { processId } from '../../../../src/cli/process/processId.ts';

test.setTimeout(180_000);

const one = ['--only', 'groupPolicyOperation/get#1'];
const since = '2026-11-30T23:00:00.000Z';

function lockWith(workspace: Workspace, host: string, pid: number): void {
  mkdirSync(join(workspace.folder, 'reports'), { recursive: true });
  const text = holderText({ command: 'gate', host, since, processes: [processId(pid)] });
  writeFileSync(join(workspace.folder, 'reports/run.lock'), text);
}

const busy = (who: string): string =>
  `reports is in use by gate (process ${who}, since ${since}); wait for its end, run in another folder, or remove reports/run.lock if that run has ended\n`;

test.describe('while a run writes to the reports', () => {
  /** Whose lock it is, and how the holder is told. */
  const locks = [
    [hostname(), `${process.pid}`],
    ['elsewhere', `${process.pid} on elsewhere`],
  ] as const;
  for (const [host, who] of locks)
    for (const [command, args] of [
      ['conformance', one],
      ['gate', ['--base-url', 'http://127.0.0.1:9', ...one]],
    ] as const)
      test(`${command} is refused, on the machine ${host}`, async ({ workspace }) => {
        lockWith(workspace, host, process.pid);
        writeFileSync(join(workspace.folder, 'reports/junit.xml'), 'of the run');
        const ended = await workspace.run(command, args);
        expect(ended).toEqual({ code: 64, stdout: '', stderr: `${command}: ${busy(who)}` });
        expect(readdirSync(join(workspace.folder, 'reports')).sort()).toEqual(['junit.xml', 'run.lock']);
      });

  /** What only reads or tells: how it ends. */
  const others: readonly [command: string, args: readonly string[], code: number][] = [
    ['conformance', ['--list', ...one], 0],
    ['conformance', ['--dry-run', ...one], 0],
    ['compare', ['reports/results.json', 'reports/results.json'], 64],
    ['verify', ['reports'], 64],
    ['coverage', [], 64],
    ['report', [], 64],
  ];
  for (const [command, args, code] of others)
    test(`${command} ${args.join(' ')} needs no lock, and whoever reads is told`, async ({ workspace }) => {
      lockWith(workspace, hostname(), process.pid);
      const ended = await workspace.run(command, args);
      expect(ended.code, ended.stderr).toBe(code);
      const note = `${command}: reports is being written to by gate (process ${process.pid}, since ${since}); what is read there is not complete\n`;
      if (code === 64) expect(ended.stderr.startsWith(note), ended.stderr).toBe(true);
      else expect(ended.stderr).toBe('');
    });
});

test('the lock of a process that has ended is taken over, and given up in the end', async ({ workspace }) => {
  lockWith(workspace, hostname(), 4_194_305);
  const ended = await workspace.run('conformance', one);
  expect(ended.code, ended.stderr).toBe(0);
  expect(existsSync(join(workspace.folder, 'reports/run.lock'))).toBe(false);
});

/** Links in the place of the folder of reports and of what lasts in it. */
const refused: readonly [name: string, says: string][] = [
  ['reports', 'reports is a link to OTHER, and nothing is written through links; remove it'],
  ['reports/ledger', 'reports/ledger is a link to OTHER, and nothing is written through links; remove it'],
];

for (const [name, says] of refused)
  for (const command of name === 'reports' ? ['conformance', 'report'] : ['conformance'])
    test(`${command}: ${name} is not written through`, async ({ workspace: { folder, run } }) => {
      const other = join(folder, 'other');
      mkdirSync(other);
      mkdirSync(join(folder, name, '..'), { recursive: true });
      symlinkSync(other, join(folder, name));
      const results = join(folder, 'allure');
      mkdirSync(results);
      writeFileSync(join(results, 'a-result.json'), '{"uuid":"a"}');
      const ended = await run(command, command === 'report' ? [results] : one);
      expect(ended).toEqual({ code: 64, stdout: '', stderr: `${command}: ${says.replace('OTHER', other)}\n` });
      expect(readdirSync(other)).toEqual([]);
    });

/** What a run writes, and what stays of earlier ones: a link in its place leads to something of others. */
const replaced = ['results.json', 'conformance.json', 'conformance.svg', 'junit.xml', 'ctrf.json'];
const folders = ['evidence', 'allure-results', 'test-results'];

test('links in the place of reports are replaced, and what they lead to stays', async ({ workspace }) => {
  const { folder } = workspace;
  const reports = join(folder, 'reports');
  const others = join(folder, 'others');
  mkdirSync(reports);
  mkdirSync(others);
  for (const [at, name] of replaced.entries()) {
    writeFileSync(join(others, name), 'of somebody else');
    if (at % 2 === 0) symlinkSync(join(others, name), join(reports, name));
    else linkSync(join(others, name), join(reports, name));
    symlinkSync(join(others, name), join(reports, `${name}.new`));
  }
  for (const name of folders) {
    mkdirSync(join(others, name));
    writeFileSync(join(others, name, 'kept'), 'of somebody else');
    symlinkSync(join(others, name), join(reports, name));
  }
  const ended = await workspace.run('conformance', one);
  expect(ended.code, ended.stderr).toBe(0);
  for (const name of replaced) {
    expect(readFileSync(join(others, name), 'utf8'), name).toBe('of somebody else');
    expect(readFileSync(join(reports, name), 'utf8'), name).not.toBe('of somebody else');
    expect(lstatSync(join(reports, name)).isFile(), name).toBe(true);
  }
  for (const name of folders) expect(readdirSync(join(others, name)), name).toEqual(['kept']);
});

test('a history that is a link is replaced before it is rendered', async ({ workspace: { folder, run } }) => {
  const reports = join(folder, 'reports');
  const results = join(folder, 'allure');
  mkdirSync(reports);
  mkdirSync(results);
  symlinkSync(join(folder, 'absent.jsonl'), join(reports, 'history.jsonl'));
  const result = { uuid: 'a', name: 'a', fullName: 'a', historyId: 'a', status: 'passed', labels: [] };
  writeFileSync(join(results, 'a-result.json'), JSON.stringify(result));
  const ended = await run('report', [results]);
  expect(ended.code, ended.stderr).toBe(0);
  expect(existsSync(join(folder, 'absent.jsonl'))).toBe(false);
});

test('reports that cannot be written to are one sentence, before anything is sent', async ({ workspace }) => {
  const reports = join(workspace.folder, 'reports');
  rmSync(reports, { recursive: true, force: true });
  writeFileSync(reports, '');
  const ended = await workspace.run('conformance', one);
  expect(ended).toEqual({ code: 64, stdout: '', stderr: 'conformance: reports is not a folder; move it away\n' });
});
