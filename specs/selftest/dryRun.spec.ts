import { expect } from '@playwright/test';
import { test } from '../../fixtures/command.ts';

const live = { GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'azure-cli', GRAPH_MARK_KEY: 'a key' };
const selection = ['--dry-run', '--grep', '@groupPolicyConfiguration '];

test('a dry run says what would be sent and written, and what is skipped by which variable', async ({ workspace }) => {
  const { code, stdout, stderr } = await workspace.run('conformance', selection, { ...live, GRAPH_WRITES: 'own' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.split('\n');
  expect(lines[0]).toBe(
    'dry run of GRAPH_TARGET=live, GRAPH_WRITES=own, levels shape, state: nothing was sent to the target',
  );
  expect(lines[1]).toMatch(
    /^would be sent: \d+ cases with about \d+ requests \(.*GET \d+.*\), about \d+ minutes at 2 per second$/,
  );
  expect(lines).toContainEqual(expect.stringMatching(/^ {4}POST \/groupPolicyConfigurations +\d+$/));
  expect(lines).toContain('  GRAPH_WRITES=dedicated sends it, in a tenant that GRAPH_DEDICATED_TENANTS names:');
  expect(lines).toContainEqual(
    expect.stringMatching(/^ {4}POST \/groupPolicyConfigurations\/\{id\}\/assign +\d+ claims +\d+ cases$/),
  );
});

test('a dry run in a mode that writes nothing says so', async ({ workspace }) => {
  const { stdout } = await workspace.run('conformance', selection, live);
  expect(stdout).toContain('\nwould be written: nothing\n');
  expect(stdout).toContain('GRAPH_WRITES=own sends it:');
  expect(stdout).not.toMatch(/^ {4}(?:POST|PATCH|DELETE) [^ ]+ +\d+$/m);
});

test('a dry run is not bound by the limits of the target, for nothing is sent there', async ({ workspace }) => {
  const least = { GRAPH_DEADLINE_MS: '1', GRAPH_MAX_BODY_BYTES: '1024', GRAPH_MAX_HEADER_BYTES: '1024' };
  const { code, stdout, stderr } = await workspace.run('conformance', selection, { ...live, ...least });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^would be sent: [1-9]\d* cases/m);
});
