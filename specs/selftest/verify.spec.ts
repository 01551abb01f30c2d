import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { test as base, expect } from '@playwright/test';
import { startTenant } from '../../fixtures/live/tenant.ts';
import { createWorkspace, type Workspace } from '../../src/bench/workspace.ts';
import type { Outcome } from '../../src/contract/verdict.ts';
import { startMock } from '../../src/mock/server.ts';
import type { Certificate } from '../../src/report/certificate.ts';
import { evidenceFile } from '../../src/report/certificateFiles.ts';
import type { CaseRecord, ClaimRecord, Results } from '../../src/report/results.ts';
import { sha256 } from '../../src/report/sha256.ts';

/** A number that is to be counted anew, so that what was done does not show in it. */
type Mutable<T> = { -readonly [name in keyof T]: T[name] extends object ? Mutable<T[name]> : T[name] };

const selection = ['--grep', '@groupPolicyOperation'];
const subject = 'groupPolicyOperation/create#1';

/** A finished run that tests copy before they alter it. */
const test = base.extend<{ run: Run }, { finished: Workspace }>({
  finished: [
    async ({}, use) => {
      const workspace = createWorkspace();
      const ended = await workspace.run('conformance', selection);
      expect(ended, ended.stdout + ended.stderr).toMatchObject({ code: 0 });
      await use(workspace);
      workspace.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  run: async ({ finished }, use, { testId }) => {
    cpSync(join(finished.folder, 'reports'), join(finished.folder, testId), { recursive: true });
    await use(new Run(finished, testId));
  },
});

test.setTimeout(180_000);

/** The files of a run, and ways to alter them. */
class Run {
  readonly name: string;
  readonly workspace: Workspace;

  constructor(workspace: Workspace, name: string) {
    this.workspace = workspace;
    this.name = name;
  }

  file(name: string): string {
    return join(this.workspace.folder, this.name, name);
  }

  change(name: string, alter: (text: string) => string): void {
    const text = readFileSync(this.file(name), 'utf8');
    const altered = alter(text);
    if (altered === text) throw new Error(`${name} was not altered`);
    writeFileSync(this.file(name), altered);
  }

  results(alter: (results: Mutable<Results>) => void): void {
    this.change('results.json', (text) => {
      const results = JSON.parse(text) as Mutable<Results>;
      alter(results);
      return `${JSON.stringify(results, null, 2)}\n`;
    });
  }

  certificate(alter: (certificate: Mutable<Certificate>) => void): void {
    this.change('conformance.json', (text) => {
      const certificate = JSON.parse(text) as Mutable<Certificate>;
      alter(certificate);
      return `${JSON.stringify(certificate, null, 2)}\n`;
    });
  }

  evidence(alter: (text: string) => string): void {
    const file = this.file(evidenceFile(subject));
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    const altered = alter(text);
    if (altered === text) throw new Error('the evidence was not altered');
    writeFileSync(file, gzipSync(altered));
  }

  /** Writes every digest anew, as somebody would who does not want to be found. */
  seal(): void {
    this.certificate(({ files }) => {
      for (const sealed of [files.results, ...files.evidence])
        if (sealed.file !== undefined) sealed.sha256 = sha256(readFileSync(this.file(sealed.file)));
    });
  }
}

const caseIn = (results: Mutable<Results>): Mutable<CaseRecord> => {
  const found = results.cases.find(({ id }) => id === subject);
  if (!found) throw new Error(`${subject} is not in the results`);
  return found;
};

const claimIn = (results: Mutable<Results>, id: string): Mutable<ClaimRecord> => {
  const found = caseIn(results).claims.find((claim) => claim.id === id);
  if (!found) throw new Error(`${id} is not in the results`);
  return found;
};

function flip(results: Mutable<Results>, verdict: Outcome): void {
  Object.assign(claimIn(results, 'status'), { verdict, expected: 'status 201', received: 'status 500' });
}

function count(results: Mutable<Results>, from: Outcome, to: Outcome): void {
  for (const totals of [results.totals.cases, results.totals.claims]) {
    totals[from] -= 1;
    totals[to] += 1;
  }
}

test('a run holds, and says what was judged anew', async ({ run }) => {
  const { code, stdout, stderr } = await run.workspace.run('verify', [run.name]);
  expect(stderr).toBe('');
  expect(stdout).toMatch(
    /^verified: 11 cases with 207 claims, judged anew from \d{3} recorded exchanges\nCONFORMANT\n$/,
  );
  expect(code).toBe(0);
});

/** What is done to a run, and what has to be said of it. */
const alterations: readonly (readonly [name: string, alter: (run: Run) => void, says: readonly string[]])[] = [
  [
    'a verdict is another in results.json',
    (run) => run.results((results) => flip(results, 'fail')),
    ['results.json was altered: its SHA-256 is ', `${subject}: status: verdict is "fail", and by the evidence "pass"`],
  ],
  [
    'the same with totals, reasons and digests made anew',
    (run) => {
      run.results((results) => {
        flip(results, 'fail');
        caseIn(results).verdict = 'fail';
        count(results, 'pass', 'fail');
        results.conformant = false;
        results.reasons.push('1 claims are broken');
      });
      run.seal();
    },
    [
      `${subject}: status: verdict is "fail", and by the evidence "pass"`,
      `${subject}: verdict is "fail", and by the evidence "pass"`,
      'results.json: totals is {"cases":{"fail":1,',
      'conformance.md was altered',
    ],
  ],
  [
    'totals that are not those of the claims',
    (run) => {
      run.results((results) => count(results, 'pass', 'deviation'));
      run.seal();
    },
    ['results.json: totals is {', 'conformance.json says otherwise than results and evidence of: totals'],
  ],
  [
    'a reason made up',
    (run) => {
      run.results((results) => results.reasons.push('1 claims are broken'));
      run.seal();
    },
    ['results.json: conformant is true, and by the evidence false'],
  ],
  [
    'a claim taken away',
    (run) => {
      run.results((results) => caseIn(results).claims.shift());
      run.seal();
    },
    [`${subject}: the claim status is missing`],
  ],
  [
    'a claim told twice',
    (run) => {
      run.results((results) => caseIn(results).claims.push(claimIn(results, 'status')));
      run.seal();
    },
    [`${subject}: the claim status is there more than once`],
  ],
  [
    'a claim made up',
    (run) => {
      run.results((results) => caseIn(results).claims.push({ ...claimIn(results, 'status'), id: 'more' }));
      run.seal();
    },
    [`${subject}: the claim more was added; the case has no such claim`],
  ],
  [
    'the words of a claim',
    (run) => {
      run.results((results) => Object.assign(claimIn(results, 'status'), { text: 'The status is 418' }));
      run.seal();
    },
    [`${subject}: status: text is "The status is 418", and by the evidence "The status is 201 Created"`],
  ],
  [
    'a case taken away',
    (run) => {
      run.results((results) => results.cases.splice(results.cases.indexOf(caseIn(results)), 1));
      run.seal();
    },
    [`${subject} is missing in results.json; conformance.json names it`, 'results.json: plan is {"cases":11'],
  ],
  [
    'a case taken away with its evidence, and with the certificate of it',
    (run) => {
      run.results((results) => results.cases.splice(results.cases.indexOf(caseIn(results)), 1));
      run.certificate(({ files }) => {
        files.evidence.splice(
          files.evidence.findIndex((one) => one.case === subject),
          1,
        );
      });
      rmSync(run.file(evidenceFile(subject)));
      run.seal();
    },
    ['results.json: totals is {', 'conformance.json says otherwise than results and evidence of: selection'],
  ],
  [
    'a case told twice',
    (run) => {
      run.results((results) => results.cases.push(caseIn(results)));
      run.seal();
    },
    [`${subject} is in results.json more than once`],
  ],
  [
    'a case made up',
    (run) => {
      run.results((results) => results.cases.push({ ...caseIn(results), id: 'nothing/create#1' }));
      run.seal();
    },
    ['nothing/create#1 is in results.json, and is no case of the contracts'],
  ],
  [
    'an evidence file taken away',
    (run) => rmSync(run.file(evidenceFile(subject))),
    [
      `${evidenceFile(subject)} is missing; conformance.json names it`,
      `${subject} has verdicts, and no evidence by which they could be judged anew`,
    ],
  ],
  [
    'the evidence of another case in its place',
    (run) => {
      copyFileSync(run.file(evidenceFile('groupPolicyOperation/get#1')), run.file(evidenceFile(subject)));
      run.seal();
    },
    [`${evidenceFile(subject)} is the evidence of another case, groupPolicyOperation/get#1`],
  ],
  [
    'an evidence file too many',
    (run) => writeFileSync(run.file('evidence/more.json.gz'), ''),
    ['evidence/more.json.gz was added: conformance.json does not name it'],
  ],
  [
    'an evidence file that is cut, its digest made anew',
    (run) => {
      const file = run.file(evidenceFile(subject));
      writeFileSync(file, readFileSync(file).subarray(0, 400));
      run.seal();
    },
    [`${evidenceFile(subject)} cannot be judged: it is no whole gzip file`],
  ],
  [
    'evidence that is no JSON',
    (run) => {
      run.evidence((text) => text.slice(0, -400));
      run.seal();
    },
    [`${evidenceFile(subject)} cannot be judged: it is no JSON`],
  ],
  [
    'evidence of another form',
    (run) => {
      run.evidence((text) => text.replace('"evidence":{', '"evidence":{"hearsay":1,'));
      run.seal();
    },
    [`${evidenceFile(subject)} cannot be judged: it has a part "hearsay", which no evidence has`],
  ],
  [
    'an answer in the evidence, its digest made anew',
    (run) => {
      run.evidence((text) => {
        const found = JSON.parse(text) as {
          exchanges: { answer: { status: number } }[];
          evidence: { request: number };
        };
        const request = found.exchanges[found.evidence.request];
        if (request) request.answer.status = 200;
        return JSON.stringify(found);
      });
      run.seal();
    },
    [`${subject}: status: verdict is "pass", and by the evidence "fail"`],
  ],
  [
    'the body of an answer in the evidence, its digest made anew',
    (run) => {
      run.evidence((text) => text.replaceAll('\\"operationStatus\\":', '\\"operationState\\":'));
      run.seal();
    },
    [`${subject}: returned/operationStatus: verdict is "pass", and by the evidence "fail"`],
  ],
  [
    'an exchange taken out of the evidence',
    (run) => {
      run.evidence((text) => text.replace(/"sent":\d+/, '"sent":1'));
      run.seal();
    },
    [`${subject}: requests is `],
  ],
  [
    'the Markdown',
    (run) => run.change('conformance.md', (text) => text.replace('conformant', 'more than conformant')),
    ['conformance.md was altered: it is not what results and evidence give'],
  ],
  [
    'the badge',
    (run) => run.change('conformance.svg', (text) => text.replaceAll('207 of 207', '9653 of 9653')),
    ['conformance.svg was altered: it is not what results and evidence give'],
  ],
  ['no badge', (run) => rmSync(run.file('conformance.svg')), ['conformance.svg is missing']],
  [
    'the certificate',
    (run) => run.certificate((certificate) => Object.assign(certificate.selection, { cases: 398 })),
    ['conformance.json says otherwise than results and evidence of: selection'],
  ],
  [
    'the certificate written in another way',
    (run) => run.change('conformance.json', (text) => JSON.stringify(JSON.parse(text))),
    ['conformance.json was altered: it is not what results and evidence give'],
  ],
  [
    'a stance in the certificate',
    (run) => run.certificate(({ policies }) => Object.assign(policies.stances, { 'no-such': 'pass' })),
    ['conformance.json takes a stance on "no-such", which is no policy'],
  ],
  [
    'other policies',
    (run) => run.certificate(({ policies }) => Object.assign(policies, { digest: '0'.repeat(64) })),
    [`conformance.json was judged by other policies (SHA-256 ${'0'.repeat(64)}) than these (`],
  ],
  [
    'a deviation that this run did not know',
    (run) =>
      run.certificate(({ deviations }) => {
        deviations.entries.push({
          target: 'embedded',
          contract: 'groupPolicyOperation/create',
          claim: 'status',
          because: 'because it is so',
          evidence: 'https://example.org',
          owner: 'o',
          since: '2026-01-01',
          reviewBy: '2026-02-01',
        });
      }),
    [`${subject}: status: verdict is "pass", and by the evidence "healed"`],
  ],
  [
    'a certificate of another form',
    (run) => run.certificate((certificate) => Object.assign(certificate, { verdict: 'splendid' })),
    ['conformance.json is no certificate of a run: /verdict must be equal to one of the allowed values'],
  ],
  [
    'no certificate',
    (run) => rmSync(run.file('conformance.json')),
    ['conformance.json is missing; without it nothing can be verified'],
  ],
  [
    'no results',
    (run) => rmSync(run.file('results.json')),
    ['results.json is missing; without it nothing can be verified'],
  ],
  [
    'results of another form',
    (run) => run.results((results) => Object.assign(results, { conformant: 'yes' })),
    ['results.json is not the results of a run: /conformant must be boolean'],
  ],
  [
    'other contracts',
    (run) => {
      run.results(({ contracts }) => Object.assign(contracts, { digest: '0'.repeat(64) }));
      run.seal();
    },
    [`results.json was judged by other contracts (SHA-256 ${'0'.repeat(64)}) than these (`],
  ],
  [
    'another version of the suite',
    (run) => run.results(({ suite }) => Object.assign(suite, { version: `${suite.version}-next` })),
    ['of the suite and this is '],
  ],
];

for (const [name, alter, says] of alterations) {
  test(`what was altered is found and named: ${name}`, async ({ run }) => {
    alter(run);
    const { code, stdout, stderr } = await run.workspace.run('verify', [run.name]);
    for (const sentence of says) expect(stderr).toContain(sentence);
    expect(stderr.split('\n').length, stderr).toBeLessThan(20);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
}

test('wrong usage is one sentence', async ({ run }) => {
  mkdirSync(join(run.workspace.folder, run.name, 'empty'));
  const usages: readonly (readonly [args: readonly string[], says: string])[] = [
    [[], 'usage: npm run verify'],
    [['nowhere'], 'nowhere is no folder; usage: '],
    [[`${run.name}/empty`], 'has no results.json and no conformance.json; usage: '],
    [[run.name, 'more'], 'usage: npm run verify'],
  ];
  for (const [args, says] of usages) {
    const { code, stderr } = await run.workspace.run('verify', args);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(64);
  }
  for (const name of ['conformance.json', 'results.json']) {
    run.change(name, (text) => text.slice(0, -400));
    expect(await run.workspace.run('verify', [run.name])).toEqual({
      code: 64,
      stdout: '',
      stderr: `verify: ${run.name}/${name} is no JSON; it is cut or no file of a run\n`,
    });
    cpSync(join(run.workspace.folder, 'reports', name), run.file(name));
  }
});

test('a wrong server is verified to be wrong, by the stances that were taken', async () => {
  const path = '/deviceManagement/groupPolicyObjectFiles';
  const mock = await startMock({
    faults: [{ name: 'omit', scope: { method: 'POST', path, property: 'content' } }, { name: 'delete-twice' }],
  });
  const own = createWorkspace();
  try {
    const target = { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: mock.baseUrl, GRAPH_POLICIES: 'second-delete=fail' };
    expect(await own.run('conformance', ['--grep', '@groupPolicyObjectFile'], target)).toMatchObject({ code: 1 });
    const verified = await own.run('verify', ['reports']);
    expect(verified.stderr).toBe('');
    expect(verified.stdout).toMatch(/^verified: 11 cases with 220 claims, .*\nNOT CONFORMANT\n$/);
    expect(verified.code).toBe(0);
    const certificate = JSON.parse(readFileSync(join(own.folder, 'reports/conformance.json'), 'utf8')) as Certificate;
    expect(certificate.claims.fail.map(({ claim }) => claim)).toEqual(['returned/content', 'twice']);
  } finally {
    own.remove();
    await mock.close();
  }
});

test('a live run is verified with what it did not ask', async () => {
  const tenant = await startTenant({ proof: 'client-secret' });
  const own = createWorkspace();
  try {
    expect(await own.run('conformance', selection, { ...tenant.environment })).toMatchObject({ code: 2 });
    const verified = await own.run('verify', ['reports']);
    expect(verified.stderr).toBe('');
    expect(verified.stdout).toMatch(/^verified: 6 cases with .*\nINCONCLUSIVE\n$/);
    expect(verified.code).toBe(0);
    const { claims } = JSON.parse(readFileSync(join(own.folder, 'reports/conformance.json'), 'utf8')) as Certificate;
    expect(claims.skipped.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('GRAPH_WRITES'));
  } finally {
    own.remove();
    await tenant.close();
  }
});

test('shards, merged, are verified as one run', async () => {
  const own = createWorkspace();
  try {
    const blobs = join(own.folder, 'blobs');
    mkdirSync(blobs);
    const strict = { GRAPH_POLICIES: 'second-delete=fail' };
    for (const shard of [1, 2]) {
      expect(await own.run('conformance', [...selection, `--shard=${shard}/2`], strict)).toMatchObject({ code: 0 });
      expect(await own.run('verify', ['reports'])).toMatchObject({ code: 0 });
      const from = join(own.folder, 'reports/blob-report');
      for (const name of readdirSync(from)) copyFileSync(join(from, name), join(blobs, name));
    }
    expect(await own.run('merge', ['blobs'])).toMatchObject({ code: 0 });
    expect(await own.run('verify', ['reports'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('verified: 11 cases with 207 claims'),
    });
    const certificate = JSON.parse(readFileSync(join(own.folder, 'reports/conformance.json'), 'utf8')) as Certificate;
    expect(certificate.policies.stances).toMatchObject({ 'second-delete': 'fail' });
    expect(certificate.files.evidence.filter(({ file }) => file !== undefined)).toHaveLength(11);

    await own.run('conformance', [...selection, '--shard=2/2']);
    for (const name of readdirSync(join(own.folder, 'reports/blob-report')))
      copyFileSync(join(own.folder, 'reports/blob-report', name), join(blobs, name));
    const mixed = await own.run('merge', ['blobs']);
    expect(mixed.stdout).toContain(
      'the shards were run with different policies or deviations; give all of them the same',
    );
    expect(mixed.code).toBe(3);
  } finally {
    own.remove();
  }
});
