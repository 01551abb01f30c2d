import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import type { Running, Workspace } from '../../../src/bench/workspace.ts';
import { troubles } from '../../../src/tenant/trouble.ts';

test.setTimeout(180_000);

const file = '.env.rehearse';
/** A type that only a tenant with entities can show below others. */
const one = ['--only', 'groupPolicyPresentationValueBoolean/get'];

/** Starts a tenant that writes its settings into the workspace. */
async function started(workspace: Workspace, args: readonly string[] = []): Promise<Running> {
  const running = workspace.start('tenant', ['--env', file, '--port', '0', ...args]);
  await running.printed(/^rehearse with /m);
  return running;
}

/** Stops a tenant as a person does. */
async function stop(running: Running): Promise<void> {
  running.interrupt();
  expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
}

for (const credential of ['client-secret', 'client-certificate', 'workload-identity', 'token'])
  test(`a run that only reads finds entities in a tenant with ${credential}`, async ({ workspace }) => {
    const tenant = await started(workspace, ['--credential', credential]);
    const { code, stdout, stderr } = await workspace.run('conformance', one, { ENV_FILE: file });
    await stop(tenant);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^CONFORMANT/m);
  });

for (const [name, { text }] of Object.entries(troubles))
  test(`--refuse ${name}: ${text}, and nothing is judged`, async ({ workspace }) => {
    const tenant = await started(workspace, ['--refuse', name]);
    const { code, stdout, stderr } = await workspace.run('conformance', one, {
      ENV_FILE: file,
      GRAPH_MAX_WAIT_MS: '500',
    });
    await stop(tenant);
    expect(code, stdout + stderr).toBe(2);
    expect(stderr).toMatch(/^conformance: [^\n]+\n$/);
  });

test('a token that lacks the permission is refused before anything is sent', async ({ workspace }) => {
  const tenant = await started(workspace, ['--credential', 'token', '--refuse', 'missing-permission']);
  const { code, stdout, stderr } = await workspace.run('conformance', one, { ENV_FILE: file });
  await stop(tenant);
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toMatch(/^conformance: the token in GRAPH_TOKEN lacks [^\n]+\n$/);
});

test('settings are written again by a later start, and a file of somebody else is left as it is', async ({
  workspace,
}) => {
  const path = join(workspace.folder, file);
  await stop(await started(workspace));
  const first = readFileSync(path, 'utf8');
  await stop(await started(workspace, ['--writes', 'dedicated']));
  expect(readFileSync(path, 'utf8')).not.toBe(first);
  expect(readFileSync(path, 'utf8')).toMatch(/^GRAPH_WRITES='dedicated'$/m);
  writeFileSync(path, 'GRAPH_TARGET=mock\n');
  const refused = await workspace.run('tenant', ['--env', file, '--port', '0']);
  expect(refused).toEqual({
    code: 64,
    stdout: '',
    stderr: `tenant: ${file} was not written by npm run tenant, and is left as it is; name another file in --env\n`,
  });
  expect(readFileSync(path, 'utf8')).toBe('GRAPH_TARGET=mock\n');
});

/** Arguments that are refused, and what is said of them. */
const wrong: readonly (readonly [args: readonly string[], says: string])[] = [
  [['--credential', 'client-sekret'], '--credential client-sekret is not one of client-secret, '],
  [['--refuse', 'wrong-sekret'], 'did you mean wrong-secret?'],
  [['--writes', 'all'], '--writes all is not one of none, own, dedicated'],
  [['--credential', 'token', '--writes', 'own'], '--writes own needs another --credential; token only reads'],
  [['--credential', 'token', '--refuse', 'wrong-secret'], 'with --credential token there is none'],
  [['--throttle', '30'], '--throttle 30 is not a share of requests; it must be a number from 0 to 1, such as 0.3'],
  [['--cut', 'half'], '--cut half is not a share'],
  [['--fault', 'omitt'], '--fault omitt is no fault'],
];
for (const [args, says] of wrong)
  test(`tenant ${args.join(' ')} is refused`, async ({ workspace }) => {
    const { code, stdout, stderr } = await workspace.run('tenant', [...args, '--port', '0']);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).toMatch(/^tenant: [^\n]+\n$/);
  });
