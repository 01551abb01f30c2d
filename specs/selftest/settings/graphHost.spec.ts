import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { clouds } from '../../../src/settings/cloud.ts';
import { SettingError } from '../../../src/settings/setting.ts';
import { readTarget } from '../../../src/settings/target.ts';

/** Every cloud's Graph, and others of Microsoft's. */
const hosts: readonly string[] = [
  ...Object.values(clouds).map(({ graph }) => new URL(graph).hostname),
  'graph.microsoft.de',
  'graph.microsoft.scloud',
];

/** The ways in which a host may be written so that requests still go there. */
const spellings: readonly ((host: string) => string)[] = [
  (host) => `https://${host}`,
  (host) => `https://${host}/beta`,
  (host) => `http://${host}/v1.0/`,
  (host) => `https://www.${host}/beta`,
  (host) => `https://canary.west.${host}/beta`,
  (host) => `https://${host}:443/beta`,
  (host) => `https://${host}:8443/beta`,
  (host) => `https://${host}./beta`,
  (host) => `HTTPS://${host.toUpperCase()}/beta`,
  (host) => `https://user@${host}/beta`,
  (host) => `https://user:s3cretpw99@${host}/beta`,
  (host) => `https://${host.replaceAll('.', '%2E')}/beta`,
  (host) => `https://${host.replace('g', '%67')}/beta`,
  (host) => `https://${host.replace('a', 'ａ').replaceAll('.', '。')}/beta`,
  (host) => `https://${host.replace('m', 'm\u00ad')}/beta`,
  (host) => `https:\\\\${host}\\beta`,
  (host) => `https:${host}/beta`,
  (host) => ` https://${host}/beta`,
];

for (const host of hosts)
  test(`${host} is not judged as a mock server, however it is written`, () => {
    for (const spelling of spellings) {
      const GRAPH_BASE_URL = spelling(host);
      for (const target of [{ GRAPH_TARGET: 'mock' }, { GRAPH_TARGET: 'live' }, { GRAPH_TARGET: 'embedded' }, {}]) {
        const read = (): unknown => readTarget({ ...target, GRAPH_BASE_URL });
        expect(read, GRAPH_BASE_URL).toThrow(SettingError);
        expect(read, GRAPH_BASE_URL).toThrow('GRAPH_BASE_URL is a host of Microsoft Graph itself');
        expect(read, GRAPH_BASE_URL).toThrow('GRAPH_CREDENTIAL=token');
        expect(read, GRAPH_BASE_URL).not.toThrow('s3cretpw99');
      }
    }
  });

const others: readonly string[] = [
  'graph.microsoft.com.example.org',
  'graph.microsoft.com.localhost',
  'graph.microsoft.test',
  'graph.microsoft.local',
  'graph.microsoft',
  'mygraph.microsoft.com',
  'graph.microsoft.com-mock.example.org',
  'graph.microsoft-mock.org',
  'microsoft.com',
  'graph.contoso.com',
  'graph-microsoft.com',
  'notmicrosoftgraph.chinacloudapi.cn',
  'microsoftgraph.chinacloudapi.cn.mock.internal',
  'xn--grph-6qa.microsoft.example',
  '127.0.0.1',
  '[::1]',
];
for (const host of others)
  test(`${host} may be a mock server`, () => {
    const target = readTarget({ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: `https://${host}/graph.microsoft.com/beta` });
    expect(target.baseUrl).toBe(`https://${host}/graph.microsoft.com/beta`);
  });

for (const name of ['GRAPH_PROXY', 'HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy'])
  test(`${name} does not lead to Graph either`, () => {
    const environment = {
      GRAPH_TARGET: 'mock',
      GRAPH_BASE_URL: 'http://mock.example',
      [name]: 'http://u:s3cretpw99@graph.microsoft.us:80',
    };
    expect(() => readTarget(environment)).toThrow(/^\w+_PROXY is a host of Microsoft Graph itself, which is no proxy;/);
    expect(() => readTarget(environment)).not.toThrow('s3cretpw99');
  });

test('Graph is not asked for tokens', () => {
  const environment = { GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'azure-cli', AZURE_AUTHORITY_HOST: clouds.china.graph };
  expect(() => readTarget(environment)).toThrow(
    'AZURE_AUTHORITY_HOST is a host of Microsoft Graph itself, which issues no tokens;',
  );
});

test('the sentence names the cloud', () => {
  const ofGovernment = { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'https://dod-graph.microsoft.us' };
  expect(() => readTarget(ofGovernment)).toThrow('with GRAPH_TARGET=live GRAPH_CLOUD=usgovdod, and');
});

const runs: readonly [command: string, args: readonly string[], environment: Record<string, string>][] = [
  ['gate', ['--base-url', 'https://graph.microsoft.com/beta'], {}],
  ['gate', ['--base-url', 'https://WWW.graph.microsoft.com./beta', '--dry-run'], {}],
  ['gate', ['--base-url', 'http://mock.example', '--proxy', 'https://graph.microsoft.com'], {}],
  ['conformance', [], { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'https://graph.microsoft.com' }],
  ['conformance', ['--list'], { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'https://graph.microsoft.com' }],
  ['conformance', [], { GRAPH_BASE_URL: 'https://graph.microsoft.com' }],
];
for (const [command, args, environment] of runs)
  test(`${command} ${args.join(' ')} ${JSON.stringify(environment)} ends with 64, and sends nothing`, async ({
    workspace,
  }) => {
    const { code, stdout, stderr } = await workspace.run(command, args, environment);
    expect(stdout + stderr).toMatch(/ \w+ is a host of Microsoft Graph itself, /);
    expect(code).toBe(64);
  });
