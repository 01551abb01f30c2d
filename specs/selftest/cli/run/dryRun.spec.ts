import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';

const live = { GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'azure-cli', GRAPH_MARK_KEY: 'a key of the dry run' };
const selection = ['--dry-run', '--grep', '@groupPolicyConfiguration '];

test('a dry run says what would be sent and written, and what is skipped by which variable', async ({ workspace }) => {
  const { code, stdout, stderr } = await workspace.run('conformance', selection, { ...live, GRAPH_WRITES: 'own' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.split('\n');
  expect(lines[0]).toBe(
    'dry run of GRAPH_TARGET=live, GRAPH_WRITES=own, levels shape, state: nothing was sent to the target',
  );
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^would be sent: \d+ cases with about \d+ requests \(.*GET \d+.*\), about \d+ minutes at 2 per second$/,
    ),
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

const wanting: readonly [title: string, environment: Record<string, string>, needs: readonly string[], code: number][] =
  [
    [
      'without any credential it shows the plan, and then what is missing',
      { GRAPH_TARGET: 'live' },
      [
        'a real run needs:',
        '  missing: GRAPH_CREDENTIAL is not set; set it to the kind of credential: …',
        '  missing: AZURE_TENANT_ID is not set; set it to the id of the tenant (a GUID); …',
        'nothing that is set is wrong; set what is missing, and run without --dry-run',
      ],
      0,
    ],
    [
      'it says what is missing and what is wrong in one list',
      { GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'client-secret', AZURE_TENANT_ID: 'contoso' },
      [
        'a real run needs:',
        '  missing: GRAPH_CREDENTIAL=client-secret needs AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, which are not set',
        '  wrong: AZURE_TENANT_ID is no GUID; it must be the id of the tenant (a GUID); …',
        '1 of these is wrong; a real run ends with 64, and sends nothing',
      ],
      64,
    ],
    [
      'with everything it says so',
      { ...live, AZURE_TENANT_ID: '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab' },
      ['a real run has every setting that it needs; whether they work was not tried'],
      0,
    ],
    [
      'of a mock server it says what is missing, too',
      { GRAPH_TARGET: 'mock' },
      [
        'a real run needs:',
        '  missing: GRAPH_BASE_URL is not set; set it to the base URL of the mock server, …',
        'nothing that is set is wrong; set what is missing, and run without --dry-run',
      ],
      0,
    ],
  ];

for (const [title, environment, needs, code] of wanting)
  test(title, async ({ workspace }) => {
    const ended = await workspace.run('conformance', selection, environment);
    expect(ended).toMatchObject({ code, stderr: '' });
    expect(ended.stdout).toMatch(/^would be sent: [1-9]\d* cases/m);
    const lines = ended.stdout.trimEnd().split('\n').slice(-needs.length);
    expect(lines).toEqual(
      needs.map((line) => (line.endsWith('…') ? expect.stringContaining(line.slice(0, -1)) : line)),
    );
  });

test('what is wrong about the plan itself leaves only the list', async ({ workspace }) => {
  const ended = await workspace.run('conformance', selection, { GRAPH_TARGET: 'live', GRAPH_WRITES: 'all' });
  expect(ended.code).toBe(64);
  expect(ended.stdout).toMatch(/^a real run needs:\n {2}wrong: GRAPH_WRITES is "all"; [^\n]+\n/);
});

test('a real run tells all of it at once', async ({ workspace }) => {
  const wrong = { GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'client-secret', GRAPH_WRITES: 'own', GRAPH_CA: 'none.pem' };
  const { code, stdout, stderr } = await workspace.run('conformance', [], wrong);
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(/^conformance: GRAPH_MARK_KEY is not set; /),
    'conformance: GRAPH_CA is "none.pem", which is missing; name a PEM file of certificate authorities',
    'conformance: GRAPH_CREDENTIAL=client-secret needs AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, which are not set',
    '',
  ]);
});
