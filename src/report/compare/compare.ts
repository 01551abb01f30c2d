import type { ClaimRecord } from '../../judge/claimRecord.ts';
import type { Drift } from '../../judge/drift.ts';
import { standsAgainst } from '../../judge/verdict.ts';
import { type CaseRecord, decisionOf, type Results, type RunInfo } from '../record/results.ts';
import type { Decision } from '../record/runReasons.ts';
import { type Numbers, numbersOf, type Totals } from '../record/totals.ts';
import { changeOf, isDecided, type MockSide, type State, stateOf, titles, type Weight } from './change.ts';

/** One of two results that are compared: what was run, and what it came to. */
export interface Side extends RunInfo {
  readonly cases: number;
  readonly claims: Totals;
  readonly numbers: Numbers;
  readonly conformant: boolean;
  readonly decision: Decision;
  readonly reasons: readonly string[];
}

/** A claim that is not the same in both: what happened, its state in each (left out where it is not in these results), and the evidence of the one that says more. */
export interface Change {
  readonly title: string;
  readonly weight: Weight;
  readonly case: string;
  readonly caseTitle: string;
  readonly resource: string;
  readonly claim: string;
  readonly text: string;
  readonly a?: State;
  readonly b?: State;
  readonly expected?: string;
  readonly received?: string;
  readonly pointer?: string;
  readonly reason?: string;
  /** The broken claim that keeps this one from being judged, or kept it. */
  readonly blockedBy?: string;
}

/** What a comparison comes to: B is worse, leaves open what A decided, or is at least as good. */
export type Outcome = 'worse' | 'undecided' | 'same or better';

/** What changed from results A to results B, or where a mock and the live service part. */
export interface Comparison {
  readonly $schema: string;
  readonly a: Side;
  readonly b: Side;
  /** Which of the two is the mock's, where the other is of the live service. */
  readonly mock?: MockSide;
  /** Why the two are not quite of one kind, in sentences. */
  readonly differences: readonly string[];
  /** How many claims are decided in both and not told below, and how many are undecided in both. */
  readonly same: number;
  readonly undecided: number;
  readonly changes: readonly Change[];
  readonly drift: { readonly appeared: readonly Drift[]; readonly gone: readonly Drift[] };
  readonly outcome: Outcome;
  /** What the outcome rests on, in a sentence. */
  readonly because: string;
}

interface Place {
  readonly record: CaseRecord;
  readonly claim: ClaimRecord;
}

/** Compares two results claim by claim; A is the measure. */
export function compare(a: Results, b: Results): Comparison {
  const mock = mockSide(a, b);
  const [inA, inB] = [placesIn(a), placesIn(b)];
  const changes: Change[] = [];
  let same = 0;
  let undecided = 0;
  for (const place of new Set([...inA.keys(), ...inB.keys()])) {
    const [first, second] = [inA.get(place), inB.get(place)];
    const change = changeAt(first, second, mock);
    if (change) changes.push(change);
    else if (second && isDecided(stateOf(second.claim))) same += 1;
    else undecided += 1;
  }
  changes.sort((one, other) => titles.indexOf(one.title) - titles.indexOf(other.title));
  return {
    $schema: '../contracts/comparison.schema.json',
    a: sideOf(a),
    b: sideOf(b),
    ...(mock === undefined ? {} : { mock }),
    differences: differencesOf(a, b),
    same,
    undecided,
    changes,
    drift: { appeared: without(b.drift, a.drift), gone: without(a.drift, b.drift) },
    ...judged(changes, same, mock, b, isTroubled(b) && !isTroubled(a)),
  };
}

function mockSide({ target: a }: Results, { target: b }: Results): MockSide | undefined {
  if ((a.kind === 'live') === (b.kind === 'live')) return undefined;
  return a.kind === 'live' ? 'B' : 'A';
}

function placesIn({ cases }: Results): Map<string, Place> {
  return new Map(
    cases.flatMap((record) => record.claims.map((claim) => [JSON.stringify([record.id, claim.id]), { record, claim }])),
  );
}

function changeAt(a: Place | undefined, b: Place | undefined, mock: MockSide | undefined): Change | undefined {
  const states = { ...(a && { a: stateOf(a.claim) }), ...(b && { b: stateOf(b.claim) }) };
  const kind = changeOf(states.a, states.b, mock);
  const telling = b && states.b !== 'pass' ? b : (a ?? b);
  if (!kind || !telling) return undefined;
  const { record, claim } = telling;
  const { expected, received, pointer, reason, blockedBy } = claim;
  return {
    ...kind,
    case: record.id,
    caseTitle: record.title,
    resource: record.resource,
    claim: claim.id,
    text: claim.text,
    ...states,
    ...(expected === undefined ? {} : { expected }),
    ...(received === undefined ? {} : { received }),
    ...(pointer === undefined ? {} : { pointer }),
    ...(reason === undefined ? {} : { reason }),
    ...(blockedBy === undefined ? {} : { blockedBy }),
  };
}

function sideOf({ suite, contracts, target, levels, startedAt, milliseconds, ...results }: Results): Side {
  const { cases, totals, conformant, reasons } = results;
  const info = { suite, contracts, target, levels, startedAt, milliseconds };
  const came = { numbers: numbersOf(totals.claims), conformant, decision: decisionOf(results), reasons };
  return { ...info, cases: cases.length, claims: totals.claims, ...came };
}

function differencesOf(a: Results, b: Results): string[] {
  const onlyIn = (one: Results, other: Results): number => {
    const ids = new Set(other.cases.map(({ id }) => id));
    return one.cases.filter(({ id }) => !ids.has(id)).length;
  };
  const [casesA, casesB] = [onlyIn(a, b), onlyIn(b, a)];
  const [levelsA, levelsB] = [a, b].map(({ levels }) => [...levels].sort().join(', '));
  const { asked: askedA, judged: judgedA } = numbersOf(a.totals.claims);
  const { asked: askedB, judged: judgedB } = numbersOf(b.totals.claims);
  const [writesA = 'not told', writesB = 'not told'] = [a.target.writes, b.target.writes];
  const found: readonly (readonly [differs: boolean, sentence: string])[] = [
    [a.suite.version !== b.suite.version, `the suite was ${a.suite.version} and is ${b.suite.version}`],
    [writesA !== writesB, `what was written was ${writesA} and is ${writesB} (GRAPH_WRITES)`],
    [
      a.contracts.digest !== b.contracts.digest,
      `the contracts are others: ${a.contracts.digest.slice(0, 12)} and ${b.contracts.digest.slice(0, 12)}`,
    ],
    [levelsA !== levelsB, `the levels are others: ${levelsA || 'none'} and ${levelsB || 'none'}`],
    [casesA + casesB > 0, `the selections are others: ${casesA} cases are only in A, ${casesB} only in B`],
    [judgedB < judgedA, `B judged less than A: ${judgedB} of ${askedB} asked claims, and A ${judgedA} of ${askedA}`],
    [isTroubled(a), `A has trouble beside its claims: ${a.reasons.join('; ')}`],
    [isTroubled(b), `B has trouble beside its claims: ${b.reasons.join('; ')}`],
  ];
  return found.flatMap(([differs, sentence]) => (differs ? [sentence] : []));
}

/** Whether something stands against conformance that no claim shows. */
function isTroubled({ conformant, cases }: Results): boolean {
  return !conformant && !cases.some(({ claims }) => claims.some(({ verdict }) => standsAgainst(verdict)));
}

function without(some: readonly Drift[], others: readonly Drift[]): Drift[] {
  const keyOf = ({ type, property, member }: Drift): string => JSON.stringify([type, property, member]);
  const keys = new Set(others.map(keyOf));
  return some.filter((drift) => !keys.has(keyOf(drift)));
}

/** Where B decides nothing, or a pair has nothing that both decide, nothing is known to be as good. */
function judged(
  changes: readonly Change[],
  same: number,
  mock: MockSide | undefined,
  b: Results,
  troubled: boolean,
): Pick<Comparison, 'outcome' | 'because'> {
  const count = (weight: Weight): number => changes.filter((change) => change.weight === weight).length;
  const [worse, open, better] = [count('worse'), count('undecided'), count('better')];
  const compared = changes.filter(({ a, b }) => b && isDecided(b) && (mock === undefined || (a && isDecided(a))));
  const undecided = (because: string): Pick<Comparison, 'outcome' | 'because'> => ({ outcome: 'undecided', because });
  if (worse > 0)
    return {
      outcome: 'worse',
      because: mock === undefined ? `${claims(worse)} newly failing` : `${claims(worse)} kept in A and broken in B`,
    };
  if (b.nothingJudged)
    return undecided(`nothing of B was judged (${b.nothingJudged.class}): ${b.nothingJudged.reason}`);
  if (open > 0) return undecided(`${claims(open)} decided in A and open in B`);
  if (same + compared.length === 0) return undecided(`no claim is decided in ${mock === undefined ? 'B' : 'both'}`);
  if (troubled) return undecided('B has trouble beside its claims');
  return {
    outcome: 'same or better',
    because: mock === undefined ? `${claims(better)} better, none worse` : 'what A keeps and B decides, B keeps',
  };
}

function claims(count: number): string {
  return `${count} claim${count === 1 ? '' : 's'}`;
}
