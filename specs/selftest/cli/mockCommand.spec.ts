import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import type { Running } from '../../../src/bench/workspace.ts';
import { faults } from '../../../src/mock/faults/catalogue.ts';

test.setTimeout(120_000);

/** The base URL that a mock prints when it listens. */
async function baseUrlOf({ printed }: Running): Promise<string> {
  const line = await printed(/^mock listening on (\S+)$/m);
  return line[1] ?? '';
}

test('a mock with a fault shows what a failure looks like, and says how often it was wrong', async ({ workspace }) => {
  const mock = workspace.start('mock', [
    ...['--port', '0', '--fault', 'omit', '--fault-on', 'POST /groupPolicyObjectFiles', '--fault-property', 'content'],
  ]);
  const red = await workspace.run('conformance', ['--only', 'groupPolicyObjectFile/create#1'], {
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: await baseUrlOf(mock),
  });
  expect(red.code).toBe(1);
  expect(red.stdout).toContain('FAIL in 1 case: content is returned\n');
  mock.interrupt();
  const { code, stdout } = await mock.ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^omit made [1-9]\d* answers wrong$/m);
});

test('what a fault is made with is JSON or a text', async ({ workspace }) => {
  const mock = workspace.start('mock', ['--port', '0', '--fault', 'answer-status=418', '--fault=reshape=wrapped']);
  const answer = await fetch(`${await baseUrlOf(mock)}/deviceManagement/groupPolicyObjectFiles`, {
    headers: { authorization: 'Bearer mock-token' },
  });
  expect(answer.status).toBe(418);
  expect(await answer.json()).toHaveProperty('value.value');
  mock.interrupt();
  await mock.ended;
});

test('all faults are listed with what they do', async ({ workspace }) => {
  const { code, stdout } = await workspace.run('mock', ['--faults']);
  expect(code).toBe(0);
  for (const { name, text } of faults) expect(stdout).toMatch(new RegExp(`^${name} +${text.slice(0, 20)}`, 'm'));
});
