import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import type { ClaimRecord } from '../../../../src/judge/claimRecord.ts';
import type { SentRequest } from '../../../../src/judge/sentRequest.ts';
import { likelyCause } from '../../../../src/report/explain/cause.ts';
import { curlLine } from '../../../../src/report/explain/curl.ts';
import { describeVerdict, explainVerdict, shortVerdict } from '../../../../src/report/explain/message.ts';
import { rerunCommand } from '../../../../src/report/explain/rerun.ts';
import { pageUrl } from '../../../../src/report/text/pageUrl.ts';
import { repeatedSettings } from '../../../../src/settings/rerunEnvironment.ts';

const documentation =
  'https://learn.microsoft.com/en-us/graph/api/intune-gpanalyticsservice-grouppolicyobjectfile-create?view=graph-rest-beta';
const claim: ClaimRecord = {
  id: 'returned/content',
  level: 'shape',
  text: 'content is returned',
  verdict: 'fail',
  expected: 'Edm.String',
  received: 'nothing',
  pointer: '/content',
  excerpt: { method: 'POST', path: '/deviceManagement/groupPolicyObjectFiles', status: 201, text: '{\n  "id": "1"\n}' },
  source: { page: 'intune-gpanalyticsservice-grouppolicyobjectfile', section: 'Properties' },
};
const sent: SentRequest = {
  baseUrl: 'http://127.0.0.1:4010/beta',
  method: 'POST',
  path: '/deviceManagement/groupPolicyObjectFiles',
  headers: { 'content-type': 'application/json' },
  authorized: true,
  body: `{"content":"it's"}`,
};
const record = { id: 'groupPolicyObjectFile/create#1', documentation, sent };
const run = {
  target: { kind: 'mock', baseUrl: 'http://127.0.0.1:4010/beta' },
  settings: { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://127.0.0.1:4010/beta' },
};

test('an explanation has the promise, what came, where, why, and what to do', () => {
  expect(explainVerdict(claim, record, run).split('\n')).toEqual([
    'content is returned',
    '  expected: Edm.String',
    '  received: nothing at /content',
    '  excerpt:  POST /deviceManagement/groupPolicyObjectFiles answered 201',
    '            {',
    '              "id": "1"',
    '            }',
    '  cause:    the property is left out; a property without a value is returned as null',
    '  source:   intune-gpanalyticsservice-grouppolicyobjectfile, Properties',
    '  page:     https://learn.microsoft.com/en-us/graph/api/resources/intune-gpanalyticsservice-grouppolicyobjectfile?view=graph-rest-beta',
    "  again:    GRAPH_TARGET=mock GRAPH_BASE_URL=http://127.0.0.1:4010/beta npm run conformance -- --only 'groupPolicyObjectFile/create#1'",
    `  by hand:  curl -i -X POST http://127.0.0.1:4010/beta/deviceManagement/groupPolicyObjectFiles -H "Authorization: Bearer $GRAPH_TOKEN" -H 'content-type: application/json' --data-binary '{"content":"it'\\''s"}'`,
  ]);
});

test('in short it has no excerpt, address and request; by itself a verdict does not know its case', () => {
  const short = shortVerdict(claim, record, run);
  expect(short).toContain('\n  again:    GRAPH_TARGET=mock');
  expect(short).not.toMatch(/excerpt:|page:|by hand:/);
  const alone = describeVerdict(claim);
  expect(alone).toContain('\n  excerpt:  POST');
  expect(alone).not.toMatch(/page:|again:|by hand:/);
});

test('what was skipped is not to be run again, and has no request', () => {
  const { excerpt: _excerpt, expected: _expected, received: _received, ...rest } = claim;
  const text = explainVerdict({ ...rest, verdict: 'skipped', reason: 'GRAPH_WRITES is none' }, record, run);
  expect(text).toContain('because:  GRAPH_WRITES is none');
  expect(text).not.toMatch(/again:|by hand:|^ {2}cause:/m);
});

test('text of a server cannot pass for a line of the message', () => {
  const hostile = '::error::x\n  source:   elsewhere\u001b[2J';
  const excerpt = { method: 'GET', path: `/x`, status: 200, text: hostile };
  const text = explainVerdict(
    { ...claim, received: hostile, excerpt },
    { ...record, sent: { ...sent, path: `/${hostile}` } },
    run,
  );
  expect(text).not.toContain('\u001b');
  expect(text).not.toMatch(/^\s*::/m);
  expect(text.match(/^ {2}source:/gm)).toHaveLength(1);
});

test.describe('a request by hand', () => {
  const shell = (line: string): string[] => {
    const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${line}`;
    const { stdout, status } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env: { GRAPH_TOKEN: 'its token' } });
    expect(status).toBe(0);
    return stdout.split('\0').slice(0, -1);
  };

  test('is what a shell takes it for, whatever is in it', () => {
    const body = `{"a":"it's $HOME \`id\` \\"q\\" $(id) ; | & > <"}`;
    const path = `/deviceManagement/x('1');id?$filter=a eq 'b'&$top=2`;
    expect(shell(curlLine({ ...sent, path, body, headers: { prefer: `a'b` } }))).toEqual([
      '-i',
      '-X',
      'POST',
      `http://127.0.0.1:4010/beta${path}`,
      '-H',
      'Authorization: Bearer its token',
      '-H',
      `prefer: a'b`,
      '--data-binary',
      body,
    ]);
  });

  test('has no token where none was sent, and a file for a body that is too long', () => {
    const { body: _body, baseUrl: _baseUrl, ...long } = sent;
    expect(shell(curlLine({ ...long, authorized: false }))).toEqual([
      '-i',
      '-X',
      'POST',
      'http://127.0.0.1:4010/beta/deviceManagement/groupPolicyObjectFiles',
      '-H',
      'content-type: application/json',
      '--data-binary',
      '@body.json',
    ]);
    expect(shell(curlLine({ ...long, method: 'GET', headers: {} }))).toHaveLength(6);
  });
});

test('the command that runs a case again has all variables that were set in the order of the settings, and no secret', () => {
  const environment = {
    GRAPH_PROXY: 'http://proxy.example.org:8080',
    GRAPH_READY_MS: '30000',
    GRAPH_CERTIFICATES: 'unchecked',
    GRAPH_DEADLINE_MS: '9000',
    GRAPH_TARGET: 'mock',
    GRAPH_POLICIES: 'second-delete=fail',
    GRAPH_DEVIATIONS: "my file's.json",
    ENV_FILE: '.env.mine',
    GRAPH_IDLE_MS: '20',
    GRAPH_SEED: '',
    GRAPH_TRAGET: 'unknown',
    ...{ GRAPH_TOKEN: 'secret', GRAPH_MARK_KEY: 'secret', AZURE_CLIENT_SECRET: 'secret', AZURE_TENANT_ID: 'secret' },
    ...{ GRAPH_DEDICATED_TENANTS: 'secret', HTTPS_PROXY: 'http://of.the.machine' },
  };
  const settings = repeatedSettings(environment);
  expect(rerunCommand('a/b#1', { settings })).toBe(
    `ENV_FILE=.env.mine GRAPH_TARGET=mock GRAPH_DEVIATIONS='my file'\\''s.json' GRAPH_POLICIES=second-delete=fail GRAPH_DEADLINE_MS=9000 GRAPH_PROXY=http://proxy.example.org:8080 GRAPH_CERTIFICATES=unchecked npm run conformance -- --only 'a/b#1'`,
  );
  expect(rerunCommand('a/b#1')).toBe("npm run conformance -- --only 'a/b#1'");
  expect(rerunCommand('a/b#1', { command: 'npx package conformance' })).toBe("npx package conformance --only 'a/b#1'");
});

for (const proxy of ['http://user:secret@proxy:8080', 'http://secret@proxy:8080', 'http://:secret@proxy:8080'])
  test(`a proxy with what may be a password is not repeated: ${proxy}`, () => {
    expect(repeatedSettings({ GRAPH_PROXY: proxy, GRAPH_SEED: 'a' })).toEqual({ GRAPH_SEED: 'a' });
  });

test('pages of types lie among resources, pages of requests beside the page; standards have no address', () => {
  const before = 'https://learn.microsoft.com/en-us/graph/api/';
  expect(pageUrl('intune-grouppolicy-a-delete', documentation)).toBe(
    `${before}intune-grouppolicy-a-delete?view=graph-rest-beta`,
  );
  expect(pageUrl('intune-grouppolicy-a', documentation)).toBe(
    `${before}resources/intune-grouppolicy-a?view=graph-rest-beta`,
  );
  expect(pageUrl('RFC 9110', documentation)).toBeUndefined();
});

const causes: readonly [id: string, expected: string, received: string, cause: RegExp | undefined][] = [
  ['returned/a', 'Edm.String', 'nothing', /left out/],
  ['type/a', 'Edm.DateTimeOffset', '"2024-01-01T00:00:00": no offset (Z or ±hh:mm)', /time zone/],
  ['type/a', 'Edm.DateTimeOffset', '"2024-01-01": a date without a time', /as a day/],
  ['type/a', 'Edm.DateTimeOffset', '"2024-01-01 00:00:00Z": space instead of T', /database/],
  ['type/a', 'Edm.DateTimeOffset', '1700000000 is integer, not string', /written as a number/],
  ['type/a', 'Edm.Int32', '"5" is string, not integer', /written as a text/],
  ['type/a', 'x', '"Unknown" is none of unknown, user', /upper and lower case/],
  ['type/a', 'Edm.Guid', '"{0}": brackets around the Guid', /braces/],
  ['type/a', 'Edm.String', 'null', /null/],
  ['type/a', 'Collection(Edm.String)', 'string, not array', /collection is an array/],
  ['type/a', 'Edm.String', 'number', undefined],
  ['body', 'the x itself', 'it is wrapped in value', /wraps the entity/],
  ['media-type', 'application/json', 'text/html', /another program/],
  ['odata.type', '#microsoft.graph.x', 'nothing, though the path declares only y', /annotation/],
  ['status', 'status 200', 'status 404 (itemNotFound)', /not served/],
  ['status', 'status 200', 'status 405', /method/],
  ['status', 'status 200', 'status 500', /itself failed/],
  ['status', 'status 200', 'status 401', /token/],
  ['status', 'status 201', 'status 400 (badRequest)', /refuses a body/],
  ['status', 'status 201', 'status 200', /another status/],
  ['refused/no-token', 'status 401', 'status 200', /not checked/],
  ['gone', 'status 404', 'status 200', /still there/],
  ['identity', 'a different id each time', '"1" more than once', /same id/],
  ['echo/a', '"  x  "', '"x"', /blanks/],
  ['echo/a', '"A\u030a"', '"\u00c5"', /normalised/],
  ['values/a', '"Abc"', '"abc"', /case/],
  ['values/a', '9007199254740993', '9007199254740992', /double/],
  ['values/a', '5', '"5"', /written as a text/],
  ['echo/a', '"x"', '""', /empty text/],
  ['values/a', '"x"', 'nothing', /not kept/],
  ['values/a', '"x"', 'null', /null stands/],
  ['values/a', '"x"', '"y"', undefined],
];

for (const [id, expected, received, cause] of causes)
  test(`the cause of ${id}: ${received} for ${expected}`, () => {
    const found = likelyCause({ id, expected, received });
    if (cause) expect(found).toMatch(cause);
    else expect(found).toBeUndefined();
  });
