import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { readTarget } from '../../../src/settings/target.ts';

const live = { GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'azure-cli' };

const refused: readonly [name: string, values: readonly string[]][] = [
  ['NODE_DEBUG', ['http', 'https,tls', 'undici', 'fetch', '*', 'net']],
  ['NODE_DEBUG_NATIVE', ['tls']],
  ['NODE_TLS_REJECT_UNAUTHORIZED', ['0']],
  ['NODE_V8_COVERAGE', ['coverage']],
  ['SSLKEYLOGFILE', ['/tmp/keys']],
  [
    'DEBUG',
    ['pw:*', 'pw:api', 'pw*', '*', 'app, pw:channel', 'azure*', 'azure:identity:info', 'a* https-proxy-agent', 'http*'],
  ],
  ['AZURE_LOG_LEVEL', ['verbose', 'info', 'warning']],
  ['TYPESPEC_RUNTIME_LOG_LEVEL', ['verbose']],
  [
    'NODE_OPTIONS',
    [
      ...[
        '--trace-tls',
        '--trace_tls',
        '--tls-keylog=/tmp/keys',
        '--inspect',
        '--inspect-brk=0.0.0.0:9229',
        '--inspect_wait',
      ],
      ...['--require ./hook.js', '-r ./hook.js', '--import=file:///hook.mjs', '--loader x', '--experimental-loader=x'],
      ...[
        '--max-old-space-size=4096 --inspect',
        '"--require" "./with blank.js"',
        '"--require=./a b"',
        '--heapsnapshot-signal=SIGUSR2',
      ],
      ...['--report-on-signal', '--report-uncaught-exception', '--heap-prof', '--trace-event-categories node.http'],
    ],
  ],
];
for (const [name, values] of refused)
  for (const value of values)
    test(`${name}=${value} is refused on live`, () => {
      const environment = { [name]: value };
      expect(() => readTarget({ ...live, ...environment })).toThrow(
        new RegExp(`^${name} [^\\n]*by which [^\\n]+; remove it`),
      );
      if (name === 'NODE_TLS_REJECT_UNAUTHORIZED') return;
      expect(readTarget(environment).kind).toBe('embedded');
      expect(readTarget({ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://mock.example', ...environment }).kind).toBe(
        'mock',
      );
    });

const taken: readonly Record<string, string>[] = [
  { NODE_OPTIONS: '--max-old-space-size=4096 --use-openssl-ca --no-warnings --enable-source-maps' },
  { NODE_OPTIONS: '--title="--inspect is only a text"' },
  { DEBUG: 'app:*,express,-pw:*' },
  { DEBUG: 'true' },
  { NODE_DEBUG: '', SSLKEYLOGFILE: '', NODE_TLS_REJECT_UNAUTHORIZED: '1' },
  { NODE_EXTRA_CA_CERTS: '/etc/ssl/own.pem', NODE_ENV: 'production', CI: 'true', RUNNER_DEBUG: '1' },
];
for (const environment of taken)
  test(`${JSON.stringify(environment)} is taken on live`, () => {
    expect(readTarget({ ...live, ...environment }).kind).toBe('live');
  });

for (const [flag, script] of [
  ['--inspect=0', 'conformance'],
  ['--trace-tls', 'conformance'],
  ['--require=node:fs', 'conformance'],
] as const)
  test(`node ${flag} is refused for ${script} on live, as in NODE_OPTIONS`, async ({ workspace }) => {
    const { code, stdout, stderr } = await workspace.startNode([flag, `dist/cli/${script}.js`], { ...live }).ended;
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(`^${script}: the option of Node ${flag.split('=')[0]} is set, by which .*; remove it`, 'm'),
    );
  });

test('Playwright by itself refuses it, too', async ({ workspace }) => {
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', '--grep', 'groupPolicyOperation/get'];
  const told = [];
  for (const flag of ['--trace-tls', '--no-warnings']) {
    const { code, stdout, stderr } = await workspace.startNode([flag, ...playwright], { ...live }).ended;
    expect(code).toBe(1);
    told.push(/the option of Node --trace-tls is set/.test(stdout + stderr));
  }
  expect(told).toEqual([true, false]);
});

test('the command refuses it with 64, beside what else is wrong', async ({ workspace }) => {
  const environment = { ...live, SSLKEYLOGFILE: '/dev/null', AZURE_TENANT_ID: 'contoso' };
  const { code, stdout, stderr } = await workspace.run('conformance', [], environment);
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr.split('\n')).toEqual([
    'conformance: SSLKEYLOGFILE is set, by which the keys of connections are written to a file; remove it for GRAPH_TARGET=live',
    expect.stringMatching(/^conformance: AZURE_TENANT_ID is no GUID; /),
    '',
  ]);
});
