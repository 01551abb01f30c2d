import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { api } from '../../fixtures/api.ts';
import { test } from '../../fixtures/command.ts';
import type { Workspace } from '../../src/bench/workspace.ts';
import type { Drift } from '../../src/contract/drift.ts';
import { contractsFolder } from '../../src/contract/load.ts';
import { plan } from '../../src/contract/plan.ts';
import { createAjv } from '../../src/contract/schemas.ts';
import { type Outcome, outcomes } from '../../src/contract/verdict.ts';
import { startMock } from '../../src/mock/server.ts';
import { changeOf, type State, titles } from '../../src/report/change.ts';
import { type Comparison, compare } from '../../src/report/compare.ts';
import { comparisonMarkdown, comparisonText } from '../../src/report/compareText.ts';
import { ResultsError, readResults } from '../../src/report/readResults.ts';
import { buildResults, type CaseReport, type Results, recordOf } from '../../src/report/results.ts';

test.setTimeout(180_000);

const states: readonly State[] = [...outcomes, 'warned'];
const resultsSchema = JSON.parse(readFileSync(join(contractsFolder, 'results.schema.json'), 'utf8')) as object;
const comparisonSchema = JSON.parse(readFileSync(join(contractsFolder, 'comparison.schema.json'), 'utf8')) as object;
const planned = plan(api, ['shape']).filter(({ documented }) => documented.resource === 'groupPolicyOperation');
const claims = planned.reduce((sum, one) => sum + one.claims.length, 0);

interface Made {
  readonly kind?: 'embedded' | 'mock' | 'live';
  /** The outcome of claims by id; all others pass. */
  readonly outcome?: (claim: string) => Outcome;
  readonly received?: string;
  readonly drift?: readonly Drift[];
  readonly cases?: typeof planned;
  readonly troubles?: readonly string[];
}

/** Results of a run over the pages of one resource type. */
function made({ kind = 'mock', outcome = () => 'pass', received = 'that', drift = [], ...more }: Made = {}): Results {
  const cases = more.cases ?? planned;
  const reports = cases.map((one): [string, CaseReport] => [
    one.documented.id,
    {
      id: one.documented.id,
      claims: one.claims.map((claim) =>
        recordOf({ claim, outcome: outcome(claim.id), ...(outcome(claim.id) === 'pass' ? {} : { received }) }),
      ),
      requests: 1,
      leftovers: [],
      repeated: [],
      drift,
    },
  ]);
  return buildResults(cases, new Map(reports), new Map(), more.troubles ?? [], {
    suite: { name: 'suite', version: '0.1.0' },
    contracts: { count: 1, digest: '0'.repeat(64) },
    target: { kind, ...(kind === 'embedded' ? {} : { baseUrl: 'https://server.example/beta' }) },
    levels: ['shape'],
    startedAt: '2026-01-01T00:00:00.000Z',
    milliseconds: 1,
  });
}

const only =
  (id: string, outcome: Outcome): ((claim: string) => Outcome) =>
  (claim) =>
    claim === id ? outcome : 'pass';

/** What one claim comes to from night to night: rows are A, columns B; a point is no change. */
const nights = `
A \\ B         pass           warned                    fail             deviation        healed        inconclusive        skipped        error
pass          ·              newly_let_pass_by_policy  newly_failing    newly_deviating  newly_healed  newly_inconclusive  newly_skipped  newly_in_error
warned        fixed          ·                         newly_failing    newly_deviating  newly_healed  newly_inconclusive  newly_skipped  newly_in_error
fail          fixed          newly_let_pass_by_policy  ·                newly_deviating  newly_healed  newly_inconclusive  newly_skipped  newly_in_error
deviation     fixed          newly_let_pass_by_policy  newly_failing    ·                newly_healed  newly_inconclusive  newly_skipped  newly_in_error
healed        ·              newly_let_pass_by_policy  newly_failing    newly_deviating  ·             newly_inconclusive  newly_skipped  newly_in_error
inconclusive  newly_decided  newly_let_pass_by_policy  newly_failing    newly_deviating  newly_healed  ·                   ·              ·
skipped       newly_decided  newly_let_pass_by_policy  newly_failing    newly_deviating  newly_healed  ·                   ·              ·
error         newly_decided  newly_let_pass_by_policy  newly_failing    newly_deviating  newly_healed  ·                   ·              ·
none          new            new                       new_and_failing  new              new           new                 new            new`;

test('every pair of verdicts of two nights has its change', () => {
  const [head = [], ...rows] = nights
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  for (const [from, ...cells] of rows)
    for (const [index, cell] of cells.entries()) {
      const a = from === 'none' ? undefined : (from as State);
      const change = changeOf(a, head[index + 1] as State);
      expect(change?.title ?? '·', `${from} to ${head[index + 1]}`).toBe(cell.replaceAll('_', ' '));
    }
  expect(rows.length * (head.length - 1)).toBe((states.length + 1) * states.length);
});

const kept: readonly State[] = ['pass', 'warned', 'healed'];
const broken: readonly State[] = ['fail', 'deviation'];
const open: readonly State[] = ['inconclusive', 'skipped', 'error'];

/** What a pair is told as, for each group of states in A and B, by whose the mock is, with what it means for B. */
const pairs: readonly (readonly [a: readonly State[], b: readonly State[], mockIsA: string, mockIsB: string])[] = [
  [kept, kept, 'same', 'same'],
  [broken, broken, 'same', 'same'],
  [kept, broken, 'mock stricter: worse', 'mock laxer: worse'],
  [broken, kept, 'mock laxer: told', 'mock stricter: told'],
  [kept, open, 'decided only in A: undecided', 'decided only in A: undecided'],
  [broken, open, 'decided only in A: undecided', 'decided only in A: undecided'],
  [open, kept, 'decided only in B: told', 'decided only in B: told'],
  [open, broken, 'decided only in B: told', 'decided only in B: told'],
  [open, open, 'same', 'same'],
];

test('every pair of verdicts of a mock and the live service has its relation', () => {
  let tried = 0;
  for (const [inA, inB, mockIsA, mockIsB] of pairs)
    for (const a of inA)
      for (const b of inB)
        for (const [mock, told] of [['A', mockIsA] as const, ['B', mockIsB] as const]) {
          const change = changeOf(a, b, mock);
          expect(change ? `${change.title}: ${change.weight}` : 'same', `${a}, ${b}, mock is ${mock}`).toBe(told);
          tried += 1;
        }
  expect(tried).toBe(2 * states.length ** 2);
});

test('every change has a place in the order of telling', () => {
  const all = [undefined, ...states].flatMap((a) =>
    [undefined, ...states].flatMap((b) =>
      a === undefined && b === undefined
        ? []
        : [undefined, 'A' as const, 'B' as const].flatMap((mock) => changeOf(a, b, mock)?.title ?? []),
    ),
  );
  expect([...new Set(all)].sort()).toEqual([...titles].sort());
});

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
    ['an outage', {}, { outcome: () => 'inconclusive' }, 'undecided', `${claims} claims decided in A and open in B`],
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
      'B is not conformant for a reason beside its claims',
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
  expect(compare(a, b).differences).toEqual([
    'the suite was 0.1.0 and is 0.2.0',
    'the contracts are others: 000000000000 and 111111111111',
    'the levels are others: shape and state',
    'the selections are others: 2 cases are only in A, 0 only in B',
    'B is not conformant for a reason beside its claims: odd',
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

test('many changes are counted by kind of claim and by resource type, few are told one by one', () => {
  const many = comparisonText(compare(made(), made({ outcome: () => 'fail' })));
  const returned = planned.flatMap((one) => one.claims.filter(({ kind }) => kind === 'returned')).length;
  expect(many).toMatch(new RegExp(`^returned +${returned}$`, 'm'));
  expect(many).toMatch(new RegExp(`^groupPolicyOperation +${claims}$`, 'm'));
  expect(many.match(/^ {4}received:/gm)).toHaveLength(1);
  const few = comparisonText(compare(made(), made({ outcome: only('status', 'fail') })));
  expect(few.match(/^ {4}received: that$/gm)).toHaveLength(planned.length);
});

test('console and Markdown tell the same, and neither lets a text of the server act', () => {
  const received =
    'a\n::error::x ##[error]y `` <img src=x> [l](https://evil.example) @all \u001b[31m \u202e | https://evil.example';
  const drift = [{ type: 'thing', property: '</summary>](https://evil.example)' }];
  const comparison = compare(made(), made({ outcome: only('status', 'fail'), received, drift }));
  const [text, markdown] = [comparisonText(comparison), comparisonMarkdown(comparison)];
  for (const shown of [text, markdown]) {
    expect(shown).not.toMatch(/^\s*::|##\[/m);
    for (const unsafe of ['\u001b', '\u202e']) expect(shown).not.toContain(unsafe);
    expect(shown.match(/The status is/g)).toHaveLength(planned.length);
    expect(shown).toContain(`B is worse: ${planned.length} claims newly failing`);
  }
  const outsideCode = markdown.replaceAll(/(`+)[^`].*?[^`]\1(?!`)/g, '');
  expect(outsideCode).not.toMatch(/(?<!\\)[<[](?!!-- -->)|@|https:\/\//);
  const words = (shown: string): Set<string> => new Set(shown.match(/[A-Za-z]{4,}/g));
  expect([...words(text)].filter((word) => !words(markdown).has(word))).toEqual([]);
});

const refused: readonly (readonly [name: string, text: string, message: RegExp])[] = [
  ['no JSON', '{', /^is no JSON$/],
  ['nothing', 'null', /^is not the results of a run: its root must be object$/],
  ['something else', '{"name":"x"}', /^is not the results of a run: its root must have required property 'suite'$/],
  [
    'a verdict of its own',
    JSON.stringify(made()).replace('"verdict":"pass"', '"verdict":"great"'),
    /^is not the results of a run: \/cases\/0\/.* must be equal to one of the allowed values$/,
  ],
  [
    'another major version',
    '{"suite":{"version":"1.0.0"}}',
    /^is of version 1\.0\.0 of the suite and this is 0\.1\.0; compare it with that version$/,
  ],
];

for (const [name, text, message] of refused) {
  test(`${name} is refused in a sentence`, () => {
    const read = (): Results => readResults(text, resultsSchema, '0.1.0');
    expect(read).toThrow(ResultsError);
    expect(read).toThrow(message);
  });
}

test('how long a case took changes nothing, and results from before it was recorded are read', () => {
  const timed: Results = { ...made(), cases: made().cases.map((one) => ({ ...one, milliseconds: 7 })) };
  const [before, after] = [made(), timed].map((one) => readResults(JSON.stringify(one), resultsSchema, '0.1.0'));
  if (!before || !after) throw new Error('nothing was read');
  expect([before.cases[0]?.milliseconds, after.cases[0]?.milliseconds]).toEqual([undefined, 7]);
  for (const comparison of [compare(before, after), compare(after, before)])
    expect(comparison).toMatchObject({ outcome: 'same or better', changes: [] });
});

const selection = ['--grep', 'Create groupPolicyObjectFile POST'];

/** Runs a few cases and keeps their results under a name. */
async function keep(workspace: Workspace, name: string, environment: Record<string, string> = {}): Promise<void> {
  await workspace.run('conformance', selection, environment);
  copyFileSync(join(workspace.folder, 'reports/results.json'), join(workspace.folder, name));
}

test('two runs are compared by the command: what is written, what is printed, how it ends', async ({ workspace }) => {
  const path = '/deviceManagement/groupPolicyObjectFiles';
  const mock = await startMock({
    faults: [{ name: 'omit', scope: { method: 'POST', path, property: 'content' } }, { name: 'show-more' }],
  });
  await keep(workspace, 'right.json');
  await keep(workspace, 'wrong.json', { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: mock.baseUrl });
  await mock.close();
  const files = ['--json', 'out.json', '--markdown', 'out.md'];

  const worse = await workspace.run('compare', ['right.json', 'wrong.json', ...files]);
  expect(worse).toMatchObject({ code: 1, stderr: '' });
  expect(worse.stdout).toContain('newly failing');
  expect(worse.stdout).toMatch(/received: nothing at \/content/);
  expect(worse.stdout).toMatch(/^newly inconclusive \((\d+)\)\nblocked by a broken claim, now or before: \1$/m);
  expect(worse.stdout).toContain('groupPolicyObjectFile: newBetaComplex, newBetaProperty');
  const written = JSON.parse(readFileSync(join(workspace.folder, 'out.json'), 'utf8')) as Comparison;
  expect(written.changes.find(({ claim }) => claim === 'returned/content')).toMatchObject({ a: 'pass', b: 'fail' });
  expect(written.drift.appeared.map(({ property }) => property)).toEqual(['newBetaComplex', 'newBetaProperty']);
  const markdown = readFileSync(join(workspace.folder, 'out.md'), 'utf8');
  expect(markdown).toContain('received: `nothing at /content`');
  expect(markdown).toContain('| newly failing | ');

  expect(await workspace.run('compare', ['right.json', 'right.json'])).toMatchObject({ code: 0 });
  const better = await workspace.run('compare', ['wrong.json', 'right.json']);
  expect(better).toMatchObject({ code: 0, stdout: expect.stringContaining('fixed') });

  const right = JSON.parse(readFileSync(join(workspace.folder, 'right.json'), 'utf8')) as Results;
  const live = { ...right, target: { kind: 'live', baseUrl: 'https://graph.microsoft.com/beta' } };
  writeFileSync(join(workspace.folder, 'live.json'), JSON.stringify(live));
  const laxer = await workspace.run('compare', ['live.json', 'wrong.json']);
  expect(laxer).toMatchObject({ code: 1, stdout: expect.stringContaining('mock laxer') });

  writeFileSync(join(workspace.folder, 'none.json'), JSON.stringify({ ...right, cases: [] }));
  expect(await workspace.run('compare', ['right.json', 'none.json'])).toMatchObject({ code: 2 });
});

/** Wrong usage of the command, and the sentence that says it. */
const misused: readonly (readonly [args: readonly string[], message: string])[] = [
  [[], 'usage: npm run compare'],
  [['package.json'], 'usage: npm run compare'],
  [['a', 'b', 'c'], 'usage: npm run compare'],
  [['nowhere.json', 'package.json'], 'nowhere.json is missing'],
  [['package.json', 'package.json'], 'package.json is not the results of a run'],
  [['contracts', 'package.json'], 'contracts cannot be read (EISDIR)'],
  [['playwright.config.ts', 'package.json'], 'playwright.config.ts is no JSON'],
  [['a', 'b', '--yaml', 'c'], '--yaml is no option; usage: npm run compare'],
];

test('what cannot be compared is refused in a sentence', async ({ workspace }) => {
  for (const [args, message] of misused) {
    const { code, stderr, stdout } = await workspace.run('compare', args);
    expect({ code, stdout }, args.join(' ')).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
});
