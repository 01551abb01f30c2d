import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Made, made, only, planned } from '../../../../fixtures/comparedResults.ts';
import { contractsFolder } from '../../../../src/contracts/load.ts';
import { createAjv } from '../../../../src/model/schemas.ts';
import { type Comparison, compare } from '../../../../src/report/compare/compare.ts';
import { comparisonText } from '../../../../src/report/compare/compareText.ts';
import { readResults } from '../../../../src/report/record/readResults.ts';
import type { CaseRecord, Results } from '../../../../src/report/record/results.ts';

const resultsSchema = JSON.parse(readFileSync(join(contractsFolder, 'results.schema.json'), 'utf8')) as object;
const comparisonSchema = JSON.parse(readFileSync(join(contractsFolder, 'comparison.schema.json'), 'utf8')) as object;
const claims = planned.reduce((sum, one) => sum + one.claims.length, 0);

/** Two results, and what B comes to. */
const judged: readonly (readonly [name: string, a: Made, b: Made, outcome: Comparison['outcome'], because: string])[] =
  [
    ['the same again', {}, {}, 'same or better', '0 claims better, none worse'],
    [
      'the same failure again',
      { outcome: only('status', 'fail') },
      { outcome: only('status', 'fail') },
      'same or better',
      '0 claims better, none worse',
    ],
    ['a failure', {}, { outcome: only('status', 'fail') }, 'worse', `${planned.length} claims newly failing`],
    [
      'a repair',
      { outcome: only('status', 'fail') },
      {},
      'same or better',
      `${planned.length} claims better, none worse`,
    ],
    [
      'a failure that is open now',
      { outcome: only('status', 'fail') },
      { outcome: only('status', 'inconclusive') },
      'undecided',
      `${planned.length} claims decided in A and open in B`,
    ],
    [
      'an outage',
      {},
      { outcome: () => 'inconclusive', class: 'outage' },
      'undecided',
      'nothing of B was judged (outage): it is so',
    ],
    [
      'a dead credential after a failure',
      { outcome: only('status', 'fail') },
      { outcome: () => 'inconclusive', class: 'credential' },
      'undecided',
      'nothing of B was judged (credential): it is so',
    ],
    [
      'an outage and a failure',
      {},
      { outcome: (claim) => (claim === 'status' ? 'fail' : 'skipped') },
      'worse',
      `${planned.length} claims newly failing`,
    ],
    [
      'two outages',
      { outcome: () => 'inconclusive' },
      { outcome: () => 'skipped' },
      'undecided',
      'no claim is decided in B',
    ],
    [
      'the night after an outage',
      { outcome: () => 'inconclusive' },
      {},
      'same or better',
      `${claims} claims better, none worse`,
    ],
    [
      'a deviation that shows',
      {},
      { outcome: only('status', 'deviation') },
      'same or better',
      '0 claims better, none worse',
    ],
    [
      'a deviation that is otherwise',
      { outcome: only('status', 'deviation') },
      { outcome: only('status', 'fail') },
      'worse',
      `${planned.length} claims newly failing`,
    ],
    [
      'a deviation that heals',
      { outcome: only('status', 'deviation') },
      { outcome: only('status', 'healed') },
      'same or better',
      `${planned.length} claims better, none worse`,
    ],
    [
      'fewer cases',
      {},
      { cases: planned.slice(1) },
      'undecided',
      `${planned[0]?.claims.length} claims decided in A and open in B`,
    ],
    ['more cases', { cases: planned.slice(1) }, {}, 'same or better', '0 claims better, none worse'],
    [
      'more cases, one failing',
      { cases: planned.slice(1) },
      { outcome: only('status', 'fail') },
      'worse',
      `${planned.length} claims newly failing`,
    ],
    ['nothing run', {}, { cases: [] }, 'undecided', `${claims} claims decided in A and open in B`],
    ['nothing run twice', { cases: [] }, { cases: [] }, 'undecided', 'no claim is decided in B'],
    [
      'trouble beside the claims',
      {},
      { troubles: ['a test is not in the plan'] },
      'undecided',
      'B has trouble beside its claims',
    ],
    ['live as the mock', { kind: 'mock' }, { kind: 'live' }, 'same or better', 'what A keeps and B decides, B keeps'],
    [
      'a laxer mock',
      { kind: 'live' },
      { kind: 'embedded', outcome: only('status', 'fail') },
      'worse',
      `${planned.length} claims kept in A and broken in B`,
    ],
    [
      'a stricter mock',
      { kind: 'live', outcome: only('status', 'fail') },
      { kind: 'mock' },
      'same or better',
      'what A keeps and B decides, B keeps',
    ],
    [
      'a mock with the failures of live',
      { kind: 'live', outcome: only('status', 'deviation') },
      { outcome: only('status', 'fail') },
      'same or better',
      'what A keeps and B decides, B keeps',
    ],
    [
      'a live that was not asked',
      { kind: 'live', outcome: () => 'skipped' },
      { outcome: only('status', 'fail') },
      'undecided',
      'no claim is decided in both',
    ],
  ];

for (const [name, a, b, outcome, because] of judged) {
  test(`${name}: B is ${outcome}`, () => {
    expect(compare(made(a), made(b))).toMatchObject({ outcome, because });
  });
}

test('what was seen for the first time, and what no more, is told', () => {
  const [stays, goes, comes] = ['stays', 'goes', 'comes'].map((property) => ({ type: 'thing', property }));
  const member = { type: 'thing', property: 'stays', member: 'new' };
  const { drift } = compare(
    made({ drift: [stays, goes].flatMap((one) => one ?? []) }),
    made({ drift: [stays, comes, member].flatMap((one) => one ?? []) }),
  );
  expect(drift).toEqual({ appeared: [comes, member], gone: [goes] });
});

test('what makes two runs not quite comparable is said', () => {
  const a = made();
  const b = {
    ...made({ cases: planned.slice(2), troubles: ['odd'] }),
    suite: { name: 'suite', version: '0.2.0' },
    contracts: { count: 1, digest: '1'.repeat(64) },
    levels: ['state' as const],
  };
  const left = planned.slice(0, 2).reduce((sum, one) => sum + one.claims.length, 0);
  expect(compare(a, b).differences).toEqual([
    'the suite was 0.1.0 and is 0.2.0',
    'the contracts are others: 000000000000 and 111111111111',
    'the levels are others: shape and state',
    'the selections are others: 2 cases are only in A, 0 only in B',
    `B judged less than A: ${claims - left} of ${claims - left} asked claims, and A ${claims} of ${claims}`,
    'B has trouble beside its claims: odd',
  ]);
  expect(compare(a, a).differences).toEqual([]);
});

test('a comparison is valid against its published schema', () => {
  const ajv = createAjv();
  ajv.addSchema(resultsSchema);
  const validate = ajv.compile(comparisonSchema);
  for (const [, a, b] of judged)
    expect(validate(compare(made(a), made(b))), ajv.errorsText(validate.errors)).toBe(true);
});

test('a run is called not conformant only where a promise is broken', () => {
  for (const [name, a, b] of judged) {
    const sides = [made(a), made(b)] as const;
    const text = comparisonText(compare(...sides));
    const due = sides.filter(({ totals }) => totals.claims.fail > 0).length;
    expect(text.match(/came to: +not conformant/g) ?? [], name).toHaveLength(due);
    expect(text.match(/not conformant/gi) ?? [], name).toHaveLength(due);
  }
});

/** Results as 0.1.0 wrote them: without all that came later. */
function asBefore(results: Results): unknown {
  const { decision: _decision, nothingJudged: _nothing, troubles: _troubles, totals, cases, ...rest } = results;
  const { planned: _planned, asked: _asked, judged: _judged, notAsked: _notAsked, ...old } = totals;
  const claimsOf = ({ claims: own }: CaseRecord): object[] =>
    own.map(({ notAsked, ...claim }) => ({ ...claim, ...(notAsked ? { unclaimed: true } : {}) }));
  const { pass, deviation } = totals.claims;
  return {
    ...rest,
    conformant: pass + deviation === claims,
    totals: old,
    cases: cases.map((record) => ({ ...record, claims: claimsOf(record) })),
  };
}

/** What results of 0.1.0 are told as. */
const before: readonly (readonly [name: string, a: Made, cameTo: string, judged: number])[] = [
  ['all kept', {}, 'conformant', claims],
  ['a failure', { outcome: only('status', 'fail') }, 'not conformant', claims],
  ['an outage', { outcome: () => 'inconclusive' }, 'inconclusive', 0],
  ['a deviation that healed', { outcome: only('status', 'healed') }, 'inconclusive', claims],
];
for (const [name, a, cameTo, judgedInA] of before)
  test(`results of 0.1.0 are compared: ${name}`, () => {
    const text = JSON.stringify(asBefore(made(a)));
    const { a: side } = compare(readResults(text, resultsSchema, '0.1.7'), made());
    expect({ decision: side.decision, numbers: side.numbers }).toEqual({
      decision: cameTo,
      numbers: { planned: claims, asked: claims, judged: judgedInA },
    });
  });
