import { isDeepStrictEqual } from 'node:util';
import type { ClaimRecord } from '../../judge/claimRecord.ts';
import { sanitise } from '../../value/sanitise.ts';
import { runFiles } from '../certificate/certificateFiles.ts';
import type { CaseRecord, Results } from '../record/results.ts';

const longest = 160;

/** A sentence for everything in results that is not as in `right`, those that the evidence gives. */
export function differencesOf(found: Results, right: Results): string[] {
  const order = found.cases.map(({ id }) => id);
  const due = right.cases.map(({ id }) => id);
  const cases = right.cases.flatMap((record) => {
    const own = found.cases.find(({ id }) => id === record.id);
    return own ? differencesOfCase(own, record) : [];
  });
  const isReordered = order.length === due.length && !isDeepStrictEqual(order, due);
  return [
    ...cases,
    ...(isReordered ? [`the cases in ${runFiles.results} are not in the order of the plan`] : []),
    ...differencesOfFields(withoutItems(found, 'cases'), withoutItems(right, 'cases'), runFiles.results),
  ];
}

function differencesOfCase(found: CaseRecord, right: CaseRecord): string[] {
  const { id } = right;
  const seen = new Set<string>();
  const added = found.claims.flatMap((claim) => {
    const isTwice = seen.has(claim.id);
    seen.add(claim.id);
    if (isTwice) return [`${id}: the claim ${sanitise(claim.id, longest)} is there more than once`];
    const isPlanned = right.claims.some((one) => one.id === claim.id);
    return isPlanned ? [] : [`${id}: the claim ${sanitise(claim.id, longest)} was added; the case has no such claim`];
  });
  const claims = right.claims.flatMap((claim) => {
    const own = found.claims.find((one) => one.id === claim.id);
    return own ? differenceOfClaim(id, own, claim) : [`${id}: the claim ${claim.id} is missing`];
  });
  const isReordered =
    added.length === 0 &&
    found.claims.length === right.claims.length &&
    found.claims.some((claim, index) => claim.id !== right.claims[index]?.id);
  return [
    ...added,
    ...claims,
    ...(isReordered ? [`${id}: the claims are not in the order of the plan`] : []),
    ...differencesOfFields(withoutItems(found, 'claims'), withoutItems(right, 'claims'), id),
  ];
}

/** One sentence for a claim: what its verdict is told as, or else the first thing that is told of it otherwise. */
function differenceOfClaim(id: string, found: ClaimRecord, right: ClaimRecord): string[] {
  const where = `${id}: ${right.id}`;
  const isOtherVerdict = found.verdict !== right.verdict;
  return isOtherVerdict
    ? differencesOfFields({ verdict: found.verdict }, { verdict: right.verdict }, where)
    : differencesOfFields(found, right, where).slice(0, 1);
}

function differencesOfFields(found: object, right: object, where: string): string[] {
  const [own, due] = [found, right].map(
    (value) => new Map(Object.entries(JSON.parse(JSON.stringify(value)) as object)),
  );
  const names = [...new Set([...(own?.keys() ?? []), ...(due?.keys() ?? [])])];
  return names.flatMap((name) =>
    isDeepStrictEqual(own?.get(name), due?.get(name))
      ? []
      : [`${where}: ${name} is ${told(own?.get(name))}, and by the evidence ${told(due?.get(name))}`],
  );
}

function withoutItems(value: object, name: string): object {
  return Object.fromEntries(Object.entries(value).filter(([field]) => field !== name));
}

function told(value: unknown): string {
  if (value === undefined) return 'nothing';
  return sanitise(JSON.stringify(value), longest).replaceAll('\n', ' ');
}
