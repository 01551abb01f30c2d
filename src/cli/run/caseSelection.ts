import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { standsAgainst } from '../../judge/verdict.ts';
import type { PlannedCase } from '../../plan/plan.ts';
import { casesNamed, narrowed, onlyVariable } from '../../plan/selector.ts';
import { counted } from '../../report/text/counted.ts';
import { didYouMean } from '../../value/nearNames.ts';
import { patternOf } from '../option/pattern.ts';
import { UsageError } from '../option/usageError.ts';
import { reports } from './reports.ts';
import { resultsIn } from './resultsFile.ts';

const forms =
  'a case (groupPolicyOperation/create#1), a contract (groupPolicyOperation/create), a claim (returned/content), or both with an @ between';

/** By what options choose cases. */
export interface Wish {
  readonly only?: readonly string[];
  readonly 'last-failed'?: boolean;
  readonly grep?: string;
  readonly 'grep-invert'?: string;
}

/** What options choose of a plan: the cases, what the processes of a run are told of it, and why there are none, where there are none. */
export interface Choice {
  readonly plan: readonly PlannedCase[];
  readonly environment: Readonly<Record<string, string>>;
  readonly empty?: string;
}

/**
 * Chooses by `--only`, `--last-failed`, `--grep` and `--grep-invert`; together they choose what is in all. Throws `UsageError`
 * for a name that no case has, and for a pattern that is none. Call it before the last results are removed.
 */
export function choose(wish: Wish, plan: readonly PlannedCase[]): Choice {
  const { only = [], grep, 'grep-invert': invert } = wish;
  const isFound = grep === undefined ? undefined : patternOf(grep, '--grep');
  const isLeftOut = invert === undefined ? undefined : patternOf(invert, '--grep-invert');
  if (only.length === 0 && !wish['last-failed'] && !isFound && !isLeftOut) return { plan, environment: {} };
  const named = new Set(only.flatMap((selector) => namedBy(plan, selector)));
  const failed = wish['last-failed'] ? lastFailed(join(reports, 'results.json')) : undefined;
  const from = plan.filter((one) => (only.length === 0 || named.has(one)) && (failed?.has(one.documented.id) ?? true));
  if (from.length === 0) throw new UsageError('none of the cases that failed last is chosen; nothing was run');
  const cases = from.filter((one) => (isFound?.test(grepTitle(one)) ?? true) && !isLeftOut?.test(grepTitle(one)));
  const chosen = JSON.stringify(cases.map(({ documented }) => documented.id));
  const choice = { plan: narrowed(plan, chosen), environment: { [onlyVariable]: chosen } };
  return cases.length > 0 ? choice : { ...choice, empty: emptiness(wish, from) };
}

/** What patterns are matched with: the titles of a case and its tags, between single spaces. */
function grepTitle({ titles, tags }: PlannedCase): string {
  return [...titles, ...tags].join(' ');
}

function emptiness({ grep, 'grep-invert': invert }: Wish, from: readonly PlannedCase[]): string {
  const options = [
    ...(grep === undefined ? [] : [`--grep "${grep}"`]),
    ...(invert === undefined ? [] : [`--grep-invert "${invert}"`]),
  ];
  const [first] = from;
  const such = first ? `, which have titles and tags such as "${grepTitle(first)}"` : '';
  return `${options.join(' with ')} selects none of ${counted(from.length, 'case')}${such}`;
}

function namedBy(plan: readonly PlannedCase[], selector: string): PlannedCase[] {
  const found = casesNamed(plan, selector);
  if (found.length > 0) return found;
  throw new UsageError(
    `--only ${selector} names no case${didYouMean(selector, namesIn(plan, selector))}\n  it takes ${forms}`,
  );
}

/** What a selector could have meant: cases, contracts, resource types and claims, in the form in which it was given. */
function* namesIn(plan: readonly PlannedCase[], selector: string): Generator<string> {
  const [name = '', claim] = selector.split('@');
  const cases = claim === undefined || name === '' ? [] : casesNamed(plan, name);
  for (const { documented, claims } of cases.length > 0 ? cases : plan) {
    if (claim === undefined || cases.length === 0) yield* [documented.id, documented.contract.id, documented.resource];
    const before = claim === undefined ? '' : `${name}@`;
    for (const { id, kind } of claims) yield* [before + id, before + kind];
  }
}

/** The cases of the last run that failed or could not be judged; what was skipped would be skipped again. */
function lastFailed(file: string): ReadonlySet<string> {
  if (!existsSync(file)) throw new UsageError(`--last-failed needs ${file} of the last run, which is not there`);
  const again = resultsIn(file).cases.filter(({ verdict }) => standsAgainst(verdict));
  if (again.length === 0)
    throw new UsageError(
      `no case of the last run failed (${file}); nothing was run; leave --last-failed out to run all`,
    );
  return new Set(again.map(({ id }) => id));
}
