import { expect, test } from '@playwright/test';
import { answered } from '../../../fixtures/judged.ts';
import { casesNamed, clientOf, embeddedSuite, play } from '../../../fixtures/rehearsal.ts';
import type { Claim } from '../../../src/claims/claim.ts';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../../src/evidence/finding.ts';
import type { Checked } from '../../../src/judge/check.ts';
import { type Deviation, Deviations } from '../../../src/judge/deviation.ts';
import { judge, worstOf } from '../../../src/judge/verdict.ts';
import { startMock } from '../../../src/mock/server.ts';

const claim: Claim = {
  id: 'type/statusDetails',
  kind: 'type',
  level: 'shape',
  text: 'statusDetails is Edm.String',
  source: { page: 'a page', section: 'Properties' },
  needs: [],
};
const entry: Deviation = {
  target: 'mock',
  contract: 'groupPolicyOperation/*',
  claim: 'type/statusDetails',
  instead: { type: 'integer' },
  because: 'The server counts instead of telling.',
  evidence: 'https://example.org/1',
  owner: 'somebody',
  since: '2026-01-01',
  reviewBy: '2026-05-01',
};
const place = { contract: 'groupPolicyOperation/create', claim: 'type/statusDetails' };

function outcome(finding: Finding, ...entries: Deviation[]): string | undefined {
  const checked: Checked[] = [{ claim, finding }];
  return judge(checked, place.contract, new Deviations(entries, 'mock'))[0]?.outcome;
}

test('a case that has used up its time is undecided, and leaves nothing behind', async () => {
  const [planned] = casesNamed('groupPolicyConfiguration/update#1');
  if (!planned) throw new Error('no such case');
  const mock = await startMock({ api: embeddedSuite.api });
  const client = clientOf(mock.baseUrl, mock.token);
  const late = await play(planned, client, { time: { cases: 0, removal: 10_000 } });
  expect(late.exchanges.every(({ failure }) => failure?.kind === 'not sent')).toBe(true);
  expect(new Set(late.verdicts.map(({ outcome: came }) => came))).toEqual(new Set(['inconclusive']));
  expect(late.verdicts[0]?.reason).toContain('the case has used up its 0 s');
  const { exchanges } = await play(planned, client, { time: { cases: 60_000, removal: 0 } });
  expect(exchanges.at(-1)).toMatchObject({ method: 'DELETE', failure: { kind: 'not sent' } });
  await client.close();
  await mock.close();
});

test('what was kept after requests were sent again says after which answers', () => {
  const sent = (...statuses: number[]): Exchange => ({
    ...answered(200),
    earlier: statuses.map((status) => ({ status })),
  });
  const reasonOf = (finding: Finding, ...exchanges: Exchange[]): string | undefined =>
    judge([{ claim, finding }], place.contract, new Deviations([], 'mock'), exchanges)[0]?.reason;
  expect(reasonOf(kept, sent(503, 0), sent(), sent(429, 503))).toBe(
    'after 2 requests of the case were sent again (no answer, status 429, status 503)',
  );
  expect(reasonOf(kept, sent())).toBeUndefined();
  expect(reasonOf(broken('a', 'b'), sent(503))).toBeUndefined();
});

test.describe('a finding is judged', () => {
  const wrong = broken('Edm.String', '7 is integer', '/statusDetails', 7);
  const verdicts: readonly [title: string, finding: Finding, entries: Deviation[], outcome: string][] = [
    ['kept', kept, [], 'pass'],
    ['broken', wrong, [], 'fail'],
    ['could not be told', open('no answer'), [], 'inconclusive'],
    ['broken as recorded', wrong, [entry], 'deviation'],
    ['broken otherwise than recorded', broken('Edm.String', 'true', '/statusDetails', true), [entry], 'fail'],
    ['kept though a deviation is recorded', kept, [entry], 'healed'],
    ['kept though a deviation shows at times', kept, [{ ...entry, intermittent: true }], 'pass'],
    ['could not be told though a deviation is recorded', open('no answer'), [entry], 'inconclusive'],
    ['broken, recorded for another target', wrong, [{ ...entry, target: 'live' }], 'fail'],
    ['broken, recorded for another contract', wrong, [{ ...entry, contract: 'groupPolicyCategory/*' }], 'fail'],
    ['not returned, as recorded', broken('Edm.String', 'nothing'), [withoutInstead(entry)], 'deviation'],
    ['returned wrong, recorded as not returned', wrong, [withoutInstead(entry)], 'fail'],
  ];
  for (const [title, finding, entries, due] of verdicts) {
    test(`${title}: ${due}`, () => expect(outcome(finding, ...entries)).toBe(due));
  }

  const evidence = { expected: 'Edm.String', received: '7 is integer', pointer: '/statusDetails' };
  const tolerated = { outcome: 'tolerated', policy: 'a policy', expected: 'one', received: 'another' } as const;
  const whole: readonly [title: string, finding: Finding, entries: Deviation[], verdict: object][] = [
    ['kept', kept, [], { outcome: 'pass' }],
    ['kept, with a note', { outcome: 'kept', note: 'why' }, [], { outcome: 'pass', reason: 'why' }],
    [
      'kept though a deviation shows at times',
      kept,
      [{ ...entry, intermittent: true }],
      { outcome: 'pass', reason: 'the recorded deviation did not show this time' },
    ],
    ['broken', wrong, [], { outcome: 'fail', ...evidence }],
    [
      'broken nowhere in a body',
      broken('one', 'another'),
      [],
      { outcome: 'fail', expected: 'one', received: 'another' },
    ],
    ['broken as recorded', wrong, [entry], { outcome: 'deviation', ...evidence, reason: entry.because }],
    [
      'broken otherwise than recorded',
      wrong,
      [{ ...entry, instead: { type: 'null' } }],
      { outcome: 'fail', ...evidence, reason: `a deviation is recorded here, but it is another: ${entry.because}` },
    ],
    ['could not be told', open('no answer'), [], { outcome: 'inconclusive', reason: 'no answer' }],
    [
      'could not be told for another claim',
      { outcome: 'open', reason: 'no answer', blockedBy: 'status' },
      [],
      { outcome: 'inconclusive', reason: 'no answer', blockedBy: 'status' },
    ],
    [
      'let pass with a warning',
      { ...tolerated, warns: true },
      [],
      { outcome: 'pass', expected: 'one', received: 'another', warning: 'a policy' },
    ],
    [
      'let pass with a warning, at a place',
      { ...tolerated, warns: true, pointer: '/value' },
      [],
      { outcome: 'pass', expected: 'one', received: 'another', pointer: '/value', warning: 'a policy' },
    ],
    ['let pass', { ...tolerated, warns: false }, [], { outcome: 'pass', reason: 'policy "a policy" is pass' }],
  ];
  for (const [title, finding, entries, verdict] of whole) {
    test(`${title}, and nothing else is said`, () => {
      const [said] = judge([{ claim, finding }], place.contract, new Deviations(entries, 'mock'));
      expect(said).toStrictEqual({ claim, ...verdict });
    });
  }

  test('a deviation keeps what was expected and received, and says why it is known', () => {
    const [verdict] = judge([{ claim, finding: wrong }], place.contract, new Deviations([entry], 'mock'));
    expect(verdict).toMatchObject({ expected: 'Edm.String', received: '7 is integer', reason: entry.because });
  });

  test('what a known deviation keeps from being judged follows from it; what another fault does, does not', () => {
    const dependent = {
      claim: { ...claim, id: 'echo/statusDetails' },
      finding: { ...open('it is broken'), blockedBy: claim.id },
    };
    const [known, unknown] = [[entry], []].map((entries) =>
      judge([{ claim, finding: wrong }, dependent], place.contract, new Deviations(entries, 'mock')),
    );
    expect(known?.[1]).toStrictEqual({
      claim: dependent.claim,
      outcome: 'deviation',
      reason: 'it cannot be judged, which follows from the known deviation at "type/statusDetails"',
      blockedBy: claim.id,
    });
    expect(unknown?.[1]).toMatchObject({ outcome: 'inconclusive', blockedBy: claim.id });
  });

  test('a healed deviation names the entry to delete', () => {
    const [verdict] = judge([{ claim, finding: kept }], place.contract, new Deviations([entry], 'mock'));
    expect(verdict?.reason).toContain('delete the deviation of groupPolicyOperation/* at "type/statusDetails"');
  });
});

test.describe('a deviation counts up to the day of its review', () => {
  const wrong = broken('Edm.String', '7 is integer', '/statusDetails', 7);
  const { reviewBy, because } = entry;
  const after = new Date(Date.parse(reviewBy) + 24 * 3_600_000).toISOString().slice(0, 10);
  const lapsed = `a deviation is recorded here, and counts for nothing, because its review was due by ${reviewBy} (somebody): ${because}`;
  const days: readonly [day: string, finding: Finding, outcome: string, reason: unknown][] = [
    [entry.since, wrong, 'deviation', because],
    [reviewBy, wrong, 'deviation', because],
    [after, wrong, 'fail', lapsed],
    [reviewBy, kept, 'healed', expect.stringContaining('delete the deviation')],
    [after, kept, 'pass', undefined],
    [after, open('no answer'), 'inconclusive', 'no answer'],
  ];
  for (const [day, finding, outcome, reason] of days)
    test(`${finding.outcome} on ${day}: ${outcome}`, () => {
      const [verdict] = judge([{ claim, finding }], place.contract, Deviations.on(day, [entry], 'mock'));
      expect({ outcome: verdict?.outcome, reason: verdict?.reason }).toEqual({ outcome, reason });
    });
});

test.describe('a deviation that must not be used is told before the run', () => {
  const problems = (entries: Deviation[], today = '2026-02-01'): string[] =>
    Deviations.on(today, entries, 'mock').problems([place]);

  test('a good one is no problem', () => expect(problems([entry])).toEqual([]));

  test('nor one that is to be reviewed today, was to be reviewed, or is to be as late as it may', () => {
    expect(problems([entry], entry.reviewBy)).toEqual([]);
    expect(problems([entry], '2099-01-01')).toEqual([]);
    expect(problems([{ ...entry, reviewBy: '2026-06-30' }])).toEqual([]);
    expect(problems([{ ...entry, reviewBy: '2026-07-01' }])).toHaveLength(1);
  });

  test('one without a schema is about what is not received', () =>
    expect(problems([withoutInstead(entry)])).toEqual([]));

  test('two that overlap at one of several claims', () => {
    const more = { contract: 'groupPolicyOperation/create', claim: 'type/id' };
    const entries = [entry, { ...entry, claim: 'type/*' }];
    expect(new Deviations(entries, 'mock').problems([more, place])).toEqual([
      'deviation of groupPolicyOperation/* at "type/*": overlaps the one of groupPolicyOperation/* at "type/statusDetails"; keep one of them',
    ]);
  });

  const bad: readonly [title: string, entries: Deviation[], problem: RegExp][] = [
    ['about no claim', [{ ...entry, claim: 'type/stautsDetails' }], /no such claim is planned/],
    ['about no contract', [{ ...entry, contract: 'groupPolicyOperatoin/create' }], /no such claim is planned/],
    [
      'overlapping',
      [entry, { ...entry, contract: 'groupPolicyOperation/create' }],
      /overlaps the one of groupPolicyOperation\/\*/,
    ],
    [
      'overlapping one whose review is over',
      [{ ...entry, reviewBy: '2026-01-31' }, entry],
      /overlaps the one of groupPolicyOperation\/\*/,
    ],
    [
      'about no claim, though its review is over',
      [{ ...entry, reviewBy: '2026-01-31', claim: 'type/nothing' }],
      /no such claim is planned/,
    ],
    ['reviewed too late', [{ ...entry, reviewBy: '2026-07-01' }], /more than 180 days after 2026-01-01/],
    [
      'without a schema',
      [{ ...entry, instead: { type: 'nothing' } }],
      /"instead" is no JSON Schema \(schema is invalid/,
    ],
  ];
  for (const [title, entries, problem] of bad) {
    test(title, () => expect(problems(entries)).toEqual([expect.stringMatching(problem)]));
  }

  test('one of another target does not matter', () =>
    expect(problems([{ ...entry, target: 'live', claim: 'nothing' }])).toEqual([]));
});

test('a case comes to the worst of its claims', () => {
  expect(worstOf(['pass', 'deviation', 'pass'])).toBe('deviation');
  expect(worstOf(['pass', 'inconclusive', 'fail'])).toBe('fail');
  expect(worstOf(['pass', 'healed', 'error'])).toBe('error');
  expect(worstOf(['pass', 'healed', 'deviation'])).toBe('healed');
  expect(worstOf([])).toBe('inconclusive');
});

function withoutInstead({ instead: _instead, ...rest }: Deviation): Deviation {
  return rest;
}
