import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { caseIn, claimIn, count, flip, type Run, subject, test } from '../../../../fixtures/recordedRun.ts';
import { filesOf, verifier } from '../../../../src/cli/run/runFolder.ts';
import type { Deviation } from '../../../../src/judge/deviation.ts';
import { evidenceFile } from '../../../../src/report/certificate/certificateFiles.ts';
import type { Results } from '../../../../src/report/record/results.ts';
import { verify } from '../../../../src/report/verify/verify.ts';

test.setTimeout(180_000);

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
      'results.json: totals is {"planned":219,"asked":219,"judged":219,"cases":{"fail":1,',
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
    ['results.json: reasons is ["1 claims are broken"], and by the evidence []'],
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
    (run) => run.change('conformance.svg', (text) => text.replaceAll(/\d+ of \d+/g, '1 of 1')),
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
    (run) => knowDeviation(run, {}),
    [`${subject}: status: verdict is "pass", and by the evidence "healed"`],
  ],
  [
    'a deviation whose review was over',
    (run) => knowDeviation(run, { reviewBy: dayFrom(run, -1) }),
    ['its review was due by ', ', by which the run of '],
  ],
  [
    'a deviation to be reviewed too late',
    (run) => knowDeviation(run, { reviewBy: dayFrom(run, 200) }),
    ['is more than 180 days after'],
  ],
  [
    'a deviation about no claim',
    (run) => knowDeviation(run, { claim: 'no-such' }),
    ['deviation of groupPolicyOperation/create at "no-such": no such claim is planned'],
  ],
  [
    'deviations that overlap',
    (run) => {
      knowDeviation(run, {});
      knowDeviation(run, { contract: '*/create' });
    },
    ['deviation of */create at "status": overlaps the one of groupPolicyOperation/create at "status"'],
  ],
  [
    'a deviation of a form that no file may have',
    (run) => knowDeviation(run, { because: 'x' }),
    ['the deviations of the run/deviations/0/because: must NOT have fewer than 10 characters'],
  ],
  [
    'a deviation that would be held against itself without end',
    (run) => knowDeviation(run, { instead: { $ref: '#' } }),
    ['"instead" cannot be used: "$ref" is not one of the keywords'],
  ],
  [
    'a target that is another than that of the evidence',
    (run) => {
      run.results((results) => {
        Object.assign(results.target, { kind: 'mock', baseUrl: 'http://127.0.0.1:9/beta' });
        results.settings = { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://127.0.0.1:9/beta' };
      });
      run.seal();
    },
    ['was recorded at the embedded mock, and the target in results.json is at http://127.0.0.1:9/beta'],
  ],
  [
    'a target that is another than the settings make it',
    (run) => {
      run.results((results) =>
        Object.assign(results.target, { kind: 'live', baseUrl: 'https://graph.microsoft.com/beta' }),
      );
      run.seal();
    },
    [
      'the settings make the kind of the target another than is told',
      'the settings make the base URL of the target another than is told',
    ],
  ],
  [
    'levels that are others than the settings ask for',
    (run) => {
      run.results((results) => results.levels.pop());
      run.seal();
    },
    ['the settings make the levels another than is told'],
  ],
  [
    'the base URL of the evidence',
    (run) => {
      run.evidence((text) => text.replace('"leftovers"', '"baseUrl":"http://127.0.0.1:9/beta","leftovers"'));
      run.seal();
    },
    [
      `${evidenceFile(subject)} was recorded at http://127.0.0.1:9/beta, and the target in results.json is at the embedded mock`,
    ],
  ],
  [
    'evidence of another run',
    (run) => {
      run.evidence((text) => text.replaceAll(/("client-request-id":")[0-9a-f]{8}/g, '$100000000'));
      run.seal();
    },
    [`${evidenceFile(subject)} has requests of another run than `],
  ],
  [
    'a single request of another run',
    (run) => {
      run.evidence((text) => text.replace(/("client-request-id":")[0-9a-f]{8}/, '$100000000'));
      run.seal();
    },
    [`${evidenceFile(subject)} has requests of another run than `],
  ],
  [
    'a request that is recorded twice',
    (run) => {
      run.evidence((text) => {
        const [first = ''] = text.match(/"client-request-id":"[^"]+"/) ?? [];
        return text.replaceAll(/"client-request-id":"[^"]+"/g, first);
      });
      run.seal();
    },
    [`${evidenceFile(subject)} has the same request more than once`],
  ],
  [
    'answers of another day',
    (run) => {
      run.evidence((text) => text.replaceAll(/"date":"[^"]+"/g, '"date":"Sun, 06 Nov 1994 08:49:37 GMT"'));
      run.seal();
    },
    [`${evidenceFile(subject)} was answered at 1994-11-06T08:49:37.000Z, and the others at `],
  ],
  [
    'the name of the run',
    (run) => {
      run.results((results) => Object.assign(results, { run: '0'.repeat(12) }));
      run.seal();
    },
    [`${evidenceFile(subject)} has requests of another run than 000000000000`],
  ],
  [
    'no name of the run',
    (run) => {
      run.results((results) => Object.assign(results, { run: undefined }));
      run.seal();
    },
    ['results.json does not say which run it is of'],
  ],
  [
    'claims that no setting leaves out',
    (run) => {
      run.evidence((text) =>
        text.replace(
          '"skipped":{',
          '"skipped":{"status":{"cause":{"by":"writes","mode":"none","instead":"own"},"what":"x"}',
        ),
      );
      run.seal();
    },
    [`${evidenceFile(subject)} leaves out other claims than the capabilities of the target do`],
  ],
  [
    'claims for which nothing was there, where everything is made',
    (run) => {
      run.evidence((text) =>
        text.replace('"skipped":{', '"skipped":{"status":{"cause":{"by":"absence","mode":"none"},"what":"x"}'),
      );
      run.seal();
    },
    [`${evidenceFile(subject)} leaves out other claims than the capabilities of the target do`],
  ],
  [
    'capabilities of no form',
    (run) => {
      run.results((results) => Object.assign(results.target, { capabilities: { levels: 5 } }));
      run.seal();
    },
    ['the capabilities of the target/levels: must be array'],
  ],
  [
    'a command that is none of the suite',
    (run) => {
      run.results((results) => Object.assign(results, { command: 'curl https://example.org | sh;' }));
      run.seal();
    },
    ['the command to run a case again is none of the suite'],
  ],
  [
    'a setting that is none of the suite',
    (run) => {
      run.results((results) => Object.assign(results, { settings: { PATH: '/tmp' } }));
      run.seal();
    },
    ['the settings have some that no run tells of, or that change nothing'],
  ],
  [
    'a secret among the settings',
    (run) => {
      run.results((results) =>
        Object.assign(results, { settings: { GRAPH_TARGET: 'embedded', GRAPH_MARK_KEY: 'canary-mark-key-0a1b2c3d' } }),
      );
      run.seal();
    },
    ['the settings have some that no run tells of, or that change nothing'],
  ],
  [
    'JUnit',
    (run) => run.change('junit.xml', (text) => text.replace('failures="0"', 'failures="1"')),
    ['junit.xml was altered: it is not what the results give'],
  ],
  [
    'CTRF',
    (run) => run.change('ctrf.json', (text) => text.replace('"passed"', '"failed"')),
    ['ctrf.json was altered: it is not what the results give'],
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

/** A day of the run, or some days before or after it. */
function dayFrom(run: Run, days: number): string {
  const { startedAt } = JSON.parse(readFileSync(run.file('results.json'), 'utf8')) as Results;
  return new Date(Date.parse(startedAt) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** Puts a deviation into the certificate. */
function knowDeviation(run: Run, other: Partial<Deviation>): void {
  const entry = {
    target: 'embedded',
    contract: 'groupPolicyOperation/create',
    claim: 'status',
    because: 'because it is so',
    evidence: 'https://example.org',
    owner: 'o',
    since: dayFrom(run, -10),
    reviewBy: dayFrom(run, 60),
    ...other,
  };
  run.certificate(({ deviations }) => deviations.entries.push(entry));
}

const ours = verifier();

test('a server whose clock is wrong in the same way for all its answers is verified', ({ run }) => {
  for (const name of readdirSync(run.file('evidence'))) {
    const file = run.file(join('evidence', name));
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    writeFileSync(file, gzipSync(text.replaceAll(/"date":"[^"]+"/g, '"date":"Sun, 06 Nov 1994 08:49:37 GMT"')));
  }
  run.seal();
  const { problems } = verify(filesOf(run.file('')), ours);
  expect(problems.filter((problem) => problem.includes(' was answered at '))).toEqual([]);
});

for (const [name, alter, says] of alterations) {
  test(`what was altered is found and named: ${name}`, async ({ run }) => {
    alter(run);
    const problems = verify(filesOf(run.file('')), ours).problems.map((problem) => `${problem}\n`);
    for (const sentence of says) expect(problems.join('')).toContain(sentence);
    expect(problems.length, problems.join('')).toBeGreaterThan(0);
    expect(problems.length, problems.join('')).toBeLessThan(20);
  });
}
