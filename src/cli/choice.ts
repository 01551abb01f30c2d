import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../contract/nearNames.ts';
import type { PlannedCase } from '../contract/plan.ts';
import { casesNamed, narrowed, onlyVariable } from '../contract/selector.ts';
import { UsageError } from './command.ts';
import { reports } from './playwright.ts';
import { resultsIn } from './resultsFile.ts';

const forms =
  'a case (groupPolicyOperation/create#1), a contract (groupPolicyOperation/create), a claim (returned/content), or both with an @ between';

/** What arguments choose of a plan: the cases, the arguments that are left for Playwright, and what its processes are told. */
export interface Choice {
  readonly plan: readonly PlannedCase[];
  readonly rest: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Takes `--only <selector>` (any number of them) and `--last-failed` out of the arguments; both together choose what is in
 * both. Throws `UsageError` where nothing is chosen. Call it before the last results are removed.
 */
export function choose(args: readonly string[], plan: readonly PlannedCase[]): Choice {
  const { selectors, isLastFailed, rest } = split(args);
  if (selectors.length === 0 && !isLastFailed) return { plan, rest, environment: {} };
  const named = new Set(selectors.flatMap((selector) => namedBy(plan, selector)));
  const failed = isLastFailed ? lastFailed(join(reports, 'results.json')) : undefined;
  const ids = plan
    .filter((one) => selectors.length === 0 || named.has(one))
    .map(({ documented }) => documented.id)
    .filter((id) => failed?.has(id) ?? true);
  if (ids.length === 0) throw new UsageError('none of the cases that failed last is chosen; nothing was run');
  const chosen = JSON.stringify(ids);
  return { plan: narrowed(plan, chosen), rest, environment: { [onlyVariable]: chosen } };
}

function split(args: readonly string[]): { selectors: string[]; isLastFailed: boolean; rest: string[] } {
  const selectors: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] ?? '';
    if (argument === '--only') {
      at += 1;
      selectors.push(args[at] ?? '');
    } else if (argument.startsWith('--only=')) selectors.push(argument.slice('--only='.length));
    else if (argument !== '--last-failed') rest.push(argument);
  }
  if (selectors.some((selector) => selector === '' || selector.startsWith('-')))
    throw new UsageError(`--only needs a name: ${forms}`);
  return { selectors, isLastFailed: args.includes('--last-failed'), rest };
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
  const again = resultsIn(file).cases.filter(({ verdict }) => !['pass', 'deviation', 'skipped'].includes(verdict));
  if (again.length === 0)
    throw new UsageError(
      `no case of the last run failed (${file}); nothing was run; leave --last-failed out to run all`,
    );
  return new Set(again.map(({ id }) => id));
}
