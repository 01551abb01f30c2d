import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { api, contracts } from '../../../../fixtures/api.ts';
import { test } from '../../../../fixtures/command.ts';
import { faultOf } from '../../../../fixtures/faultOf.ts';
import { judgedAgain } from '../../../../fixtures/judgedAgain.ts';
import { casesNamed, clientOf, embeddedSuite, play } from '../../../../fixtures/rehearsal.ts';
import { contractsFolder } from '../../../../src/contracts/load.ts';
import { nothingSeen } from '../../../../src/evidence/evidence.ts';
import { type ClaimRecord, recordOf } from '../../../../src/judge/claimRecord.ts';
import { judgeCase } from '../../../../src/judge/judgeCase.ts';
import { startMock } from '../../../../src/mock/server.ts';
import { createAjv } from '../../../../src/model/schemas.ts';
import { plan } from '../../../../src/plan/plan.ts';
import { badge } from '../../../../src/report/certificate/badge.ts';
import { addressesIn, type Certificate, certificateOf } from '../../../../src/report/certificate/certificate.ts';
import { certificateFiles, evidenceFile } from '../../../../src/report/certificate/certificateFiles.ts';
import { certificateMarkdown } from '../../../../src/report/certificate/certificateText.ts';
import { buildResults } from '../../../../src/report/record/buildResults.ts';
import { EvidenceError, readEvidence, writeEvidence } from '../../../../src/report/record/evidenceFile.ts';
import { rulesOf } from '../../../../src/report/record/rules.ts';

test.setTimeout(180_000);

const planned = casesNamed('groupPolicyObjectFile/create#1');
const pages = addressesIn(contracts);
const rules = rulesOf(embeddedSuite.policies, embeddedSuite.deviations);
const hash = 'a'.repeat(64);

/** The certificate of one case in which every claim passes but those that `said` tells of by their ids. */
function certified(
  said: Readonly<Record<string, Partial<ClaimRecord>>>,
  target: object = { kind: 'mock' },
): Certificate {
  const claims = (planned[0]?.claims ?? []).map((claim) => ({
    ...recordOf({ claim, outcome: 'pass' }),
    ...said[claim.id],
  }));
  const [id = ''] = planned.map(({ documented }) => documented.id);
  const report = { id, claims, requests: 3, leftovers: [], repeated: [], drift: [] };
  const results = buildResults(
    planned,
    new Map([[id, report]]),
    new Map(),
    {},
    {
      suite: { name: 'suite', version: '0.0.0' },
      contracts: { count: 1, digest: hash },
      target: target as { kind: string },
      levels: ['shape', 'state'],
      startedAt: '2026-01-01T00:00:00.000Z',
      milliseconds: 1,
    },
  );
  return certificateOf(
    results,
    { rules, planned: 398, pages },
    { results: { file: 'results.json', sha256: hash }, evidence: [{ case: id }] },
  );
}

const broken = { verdict: 'fail', expected: 'this', received: 'that', pointer: '/content' } as const;

const skipped = { verdict: 'skipped', reason: 'not this time' } as const;
const byWrites = { by: 'writes', mode: 'none', instead: 'own' } as const;

/** One claim of each kind of verdict, and what the run comes to by it. */
const verdicts: readonly (readonly [said: Partial<ClaimRecord>, verdict: string, badge: RegExp])[] = [
  [{}, 'conformant', /conformant, (\d+) of \1 asked claims, 1 of 398 cases/],
  [{ verdict: 'deviation', reason: 'known' }, 'conformant', /conformant, (\d+) of \1 asked claims/],
  [broken, 'not conformant', /not conformant, 1 of \d+ asked claims broken/],
  [{ verdict: 'healed', reason: 'well' }, 'conformant', /conformant, (\d+) of \1 asked claims/],
  [{ verdict: 'inconclusive', reason: 'no answer' }, 'inconclusive', /inconclusive, 1 of \d+ asked claims open/],
  [{ ...skipped, notAsked: byWrites }, 'conformant', /conformant, (\d+) of \1 asked claims, \d+ planned/],
  [{ verdict: 'error', reason: 'a fault' }, 'error', /error, 1 of \d+ asked claims open/],
  [{ expected: 'this', received: 'that', warning: 'a-policy' }, 'conformant', /conformant, (\d+) of \1 asked claims/],
  [{ ...skipped, notAsked: { by: 'capabilities' } }, 'conformant', /(\d+) of \1 asked claims, \d+ planned/],
  [
    { ...skipped, notAsked: { by: 'signal', signal: 'SIGINT' } },
    'interrupted',
    /interrupted, 0 of \d+ asked claims open/,
  ],
];
for (const [said, verdict, picture] of verdicts) {
  test(`one claim that is ${JSON.stringify(said)}: ${verdict}`, () => {
    const certificate = certified({ 'returned/content': said });
    expect(certificate.verdict).toBe(verdict);
    expect(badge(certificate)).toMatch(picture);
    expect(certificateMarkdown(certificate)).toContain(`## Group Policy API: ${verdict}\n`);
    const { claims } = certificate;
    const told = Object.entries(claims).flatMap(([name, found]) => (found.length > 0 ? [name] : []));
    const due =
      said.notAsked?.by === 'capabilities' ? 'unclaimed' : said.warning === undefined ? said.verdict : 'warned';
    expect(told).toEqual(due === undefined ? [] : [due]);
  });
}

test('a broken promise is told with its documentation, and what is open with its reason and cases', () => {
  const text = certificateMarkdown(
    certified({
      'returned/content': broken,
      'type/content': {
        verdict: 'inconclusive',
        reason: '"returned/content" is broken',
        blockedBy: 'returned/content',
      },
      identity: { verdict: 'skipped', reason: 'GRAPH_WRITES=none' },
      status: { verdict: 'skipped', reason: 'it is stateless', notAsked: { by: 'capabilities' } },
    }),
  );
  expect(text).toContain(
    [
      '### Broken promises (1)',
      '',
      '- content is returned',
      '  - expected: `this`',
      '  - received: `that`',
      '  - at: `/content`',
      '  - source: [intune-gpanalyticsservice-grouppolicyobjectfile, Properties](<https://learn.microsoft.com/en-us/graph/api/resources/intune-gpanalyticsservice-grouppolicyobjectfile?view=graph-rest-beta>)',
      '  - in: `groupPolicyObjectFile/create#1 returned/content`',
    ].join('\n'),
  );
  expect(text).toContain('### What could not be judged (1)\n\n- 1: "returned/content" is broken\n');
  expect(text).toContain('### What was not asked (1)\n\n- 1: GRAPH\\_WRITES=none\n');
  expect(text).toContain('### What the target does not claim (1)\n\n- 1: it is stateless\n');
});

test('what a server says is no markup, no link and no line of its own', () => {
  const hostile = '`x` | [a](https://evil.example) <script>alert(1)</script>\n# heading\n::error::x @someone "q" & ]]>';
  const said = { ...broken, expected: hostile, received: hostile, pointer: hostile, reason: hostile };
  const certificate = certified(
    { 'returned/content': said, status: { verdict: 'inconclusive', reason: hostile } },
    { kind: 'mock', baseUrl: `http://127.0.0.1/${hostile}`, more: { of: [hostile] } },
  );
  const text = certificateMarkdown(certificate);
  const outside = text
    .split('\n')
    .map((line) => line.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, ''))
    .join('\n');
  expect(outside).not.toContain('<script>');
  expect(outside).not.toMatch(/(?<!\\)\[a/);
  expect(outside).not.toContain('@someone');
  expect(text).not.toMatch(/^\s*(?:# heading|::error)/m);
  expect(badge(certificate)).not.toContain('script');
});

test('what is said of the target is told, whatever it is', () => {
  const target = {
    kind: 'mock',
    baseUrl: 'http://127.0.0.1:1/beta',
    insecure: true,
    capabilities: { levels: ['shape'] },
  };
  const text = certificateMarkdown(certified({}, target));
  for (const fact of ['target: `mock`', 'insecure: `true`', 'capabilities: `{"levels":["shape"]}`'])
    expect(text).toContain(`  - ${fact}\n`);
});

test('a certificate is valid under its published schema', () => {
  const [results, schema] = ['results', 'certificate'].map(
    (name) => JSON.parse(readFileSync(join(contractsFolder, `${name}.schema.json`), 'utf8')) as object,
  );
  const validate = createAjv()
    .addSchema(results ?? {})
    .compile(schema ?? {});
  for (const [said] of verdicts) {
    const [[, text = ''] = []] = certificateFiles(certified({ 'returned/content': said }));
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('each case has a file of its own, with a name for every system', () => {
  const files = plan(api, ['shape', 'state', 'protocol']).map(({ documented }) => evidenceFile(documented.id));
  expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(files.length);
  expect(files.filter((file) => !/^evidence\/[\w.-]+\.json\.gz$/.test(file))).toEqual([]);
});

test.describe('evidence that was written and read comes to the same verdicts', () => {
  for (const one of casesNamed(
    'groupPolicyObjectFile/create#1',
    'groupPolicyObjectFile/update#1',
    'groupPolicyObjectFile/list#1/protocol',
    'groupPolicyObjectFile/delete#1',
    'groupPolicyObjectFile/lifecycle',
    'groupPolicyConfiguration/updateDefinitionValues#1',
  )) {
    test(`each claim of ${one.documented.id} broken`, async () => {
      for (const claim of one.claims) {
        const mock = await startMock({ api, faults: [faultOf(claim, one.documented, api)] });
        const client = clientOf(mock.baseUrl, mock.token);
        try {
          const seen = await play(one, client, { policies: embeddedSuite.policies });
          expect(judgedAgain(one, seen, embeddedSuite.policies), claim.id).toEqual(seen.verdicts.map(recordOf));
        } finally {
          await client.close();
          await mock.close();
        }
      }
    });
  }
});

test('what was not asked, and why a run stopped, are recorded too', () => {
  const [one] = planned;
  if (!one) throw new Error('there is no such case');
  const recorded = {
    id: one.documented.id,
    evidence: nothingSeen,
    exchanges: [],
    leftovers: [],
    skipped: { status: { what: 'it is stateless', cause: { by: 'capabilities' } } },
    stopped: { reason: 'the environment ended the run', class: 'licence' },
  } as const;
  const { report } = judgeCase(one, readEvidence(writeEvidence(recorded)), embeddedSuite);
  const [first, ...others] = report.claims;
  expect(first).toMatchObject({
    id: 'status',
    verdict: 'skipped',
    reason: 'it is stateless',
    notAsked: { by: 'capabilities' },
  });
  expect(others.length).toBeGreaterThan(10);
  for (const claim of others)
    expect(claim).toMatchObject({ verdict: 'inconclusive', reason: 'the environment ended the run', class: 'licence' });
});

const texts: readonly (readonly [text: string, says: string])[] = [
  ['', 'it is no JSON'],
  ['[]', 'its root is no object'],
  ['{"exchanges":{}}', 'exchanges is no list'],
  ['{"exchanges":[1]}', 'an exchange is no object'],
  ['{"exchanges":[{}]}', 'an exchange has no method, path or headers'],
  ['{"exchanges":[],"evidence":{"request":0}}', 'the evidence names an exchange 0, and there is none'],
  ['{"exchanges":[],"evidence":{"reads":1}}', 'a list is no list'],
  ['{"exchanges":[],"evidence":{}}', 'it does not say which case it is of'],
];
for (const [text, says] of texts) {
  test(`what is no evidence is told: ${says}`, () => {
    expect(() => readEvidence(text)).toThrow(EvidenceError);
    expect(() => readEvidence(text)).toThrow(says);
  });
}

test('a run writes its certificate, and Allure has no files of what is recorded beside it', async ({ workspace }) => {
  expect(await workspace.run('conformance', ['--grep', 'Get groupPolicyObjectFile GET'])).toMatchObject({ code: 0 });
  const reports = join(workspace.folder, 'reports');
  expect(readdirSync(reports)).toEqual(
    expect.arrayContaining(['conformance.json', 'conformance.md', 'conformance.svg', 'evidence', 'results.json']),
  );
  expect(readdirSync(join(reports, 'evidence'))).toEqual(['groupPolicyObjectFile.get-1.json.gz']);
  const kinds = readdirSync(join(reports, 'allure-results')).map((name) => name.replace(/^.*-(?=\w+\.\w+$)/, ''));
  expect(kinds.sort()).toEqual(['attachment.httpexchange', 'environment.properties', 'result.json']);
});

test('a secret that only the evidence holds is found, and all reports are deleted', async ({ workspace }) => {
  const file = join(workspace.folder, 'src/report/playwright/attachCase.ts');
  const text = readFileSync(file, 'utf8');
  const planted = text.replace(
    'gzipSync(writeEvidence(recorded))',
    "gzipSync(writeEvidence({ ...recorded, leftovers: [{ path: process.env['GPCONF_EMBEDDED_TOKEN'] ?? '', fate: 'not removed' }] }))",
  );
  expect(planted).not.toBe(text);
  writeFileSync(file, planted);
  const { code, stdout } = await workspace.run('conformance', ['--grep', 'Get groupPolicyObjectFile GET']);
  expect(stdout).toContain('ERROR: a secret of the target was found in 1 report file; all reports were deleted');
  expect(code).toBe(3);
  expect(existsSync(join(workspace.folder, 'reports/evidence'))).toBe(false);
});
