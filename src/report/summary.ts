import { type Outcome, outcomes } from '../contract/verdict.ts';
import { describeDrift, describeVerdict } from './message.ts';
import type { CaseRecord, ClaimRecord, Results } from './results.ts';
import { sanitise } from './sanitise.ts';
import { aligned } from './table.ts';
import { describeTarget } from './targetText.ts';

const shownFailures = 20;
const shownCases = 3;
const longestLine = 500;

/** What a run came to, for a reader at the console. */
export function summarise(results: Results): string {
  return [
    ...table(results),
    '',
    ...groups(results),
    ...warningLines(results),
    ...driftLines(results),
    ...verdictLines(results),
  ].join('\n');
}

/** One row per resource type: how many cases came to which outcome. */
function table({ cases }: Results): string[] {
  const used = outcomes.filter((outcome) => cases.some(({ verdict }) => verdict === outcome)).reverse();
  const resources = [...new Set(cases.map(({ resource }) => resource))];
  const rows = resources.map((resource) => {
    const own = cases.filter((record) => record.resource === resource);
    const claims = own.reduce((sum, record) => sum + record.claims.length, 0);
    return [resource, String(own.length), ...used.map((outcome) => countOf(own, outcome)), String(claims)];
  });
  return aligned([['resource type', 'cases', ...used, 'claims'], ...rows]);
}

function countOf(cases: readonly CaseRecord[], outcome: Outcome): string {
  const count = cases.filter(({ verdict }) => verdict === outcome).length;
  return count === 0 ? '·' : String(count);
}

interface Group {
  readonly claim: ClaimRecord;
  readonly cases: CaseRecord[];
}

/** Everything that does not hold, the same trouble in several cases only once; what is blocked by it is not told. */
function groups({ cases }: Results): string[] {
  const found = new Map<string, Group>();
  for (const record of cases) {
    for (const claim of record.claims) {
      if (claim.verdict === 'pass' || claim.verdict === 'deviation' || claim.blockedBy !== undefined) continue;
      const cause =
        claim.verdict === 'fail'
          ? `${claim.text}|${claim.expected}|${claim.received}`
          : `${claim.verdict}|${claim.reason}`;
      const group = found.get(cause) ?? { claim, cases: [] };
      if (!group.cases.includes(record)) group.cases.push(record);
      found.set(cause, group);
    }
  }
  const sorted = [...found.values()].sort(
    (one, other) => outcomes.indexOf(one.claim.verdict) - outcomes.indexOf(other.claim.verdict),
  );
  const lines = sorted.slice(0, shownFailures).flatMap(describeGroup);
  return sorted.length > shownFailures
    ? [...lines, `… and ${sorted.length - shownFailures} more kinds of trouble; see reports/results.json`, '']
    : lines;
}

function describeGroup({ claim, cases }: Group): string[] {
  const where = cases.slice(0, shownCases).map(({ title }) => `    ${title}`);
  const more = cases.length > shownCases ? [`    … and ${cases.length - shownCases} more cases`] : [];
  return [
    `${claim.verdict.toUpperCase()}${claim.class === undefined ? '' : ` (${claim.class})`} in ${cases.length} case${cases.length === 1 ? '' : 's'}: ${describeVerdict(claim)}`,
    ...where,
    ...more,
    '',
  ];
}

/** Promises that were not kept, and that a policy lets pass with a warning: a line for each policy. */
function warningLines({ cases }: Results): string[] {
  const warned = cases.flatMap(({ title, claims }) =>
    claims.flatMap(({ warning, text, received }) =>
      warning === undefined ? [] : [{ warning, text, received, title }],
    ),
  );
  if (warned.length === 0) return [];
  const lines = [...new Set(warned.map(({ warning }) => warning))].map((policy) => {
    const own = warned.filter(({ warning }) => warning === policy);
    const [first] = own;
    return `  ${policy}: ${own.length} claim${own.length === 1 ? '' : 's'}, such as "${first?.text}": ${first?.received} (${first?.title})`;
  });
  return [
    'Not kept, and let pass by policy (GRAPH_POLICIES):',
    ...lines.map((line) => sanitise(line, longestLine)),
    '',
  ];
}

/** What was seen beyond the pages, a line for each type. */
function driftLines({ drift }: Results): string[] {
  if (drift.length === 0) return [];
  const lines = describeDrift(drift).split('\n');
  return ['Seen, but not documented (no failure):', ...lines.map((line) => `  ${sanitise(line, longestLine)}`), ''];
}

function verdictLines({ conformant, reasons, plan, totals, target, milliseconds }: Results): string[] {
  const judged = plan.claims - totals.claims.inconclusive - totals.claims.skipped - totals.claims.error;
  return [
    `${plan.cases} cases with ${plan.claims} claims against ${describeTarget(target)}: ${judged} judged in ${(milliseconds / 1000).toFixed(1)} s`,
    conformant
      ? `CONFORMANT${totals.unclaimed > 0 ? ` in what it claims; ${totals.unclaimed} claims it does not make` : ''}`
      : `NOT CONFORMANT: ${reasons.join('; ')}`,
  ];
}
