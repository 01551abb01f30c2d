import { isRequestOf } from '../../evidence/requestId.ts';
import type { TargetInfo } from '../../model/targetInfo.ts';
import { sanitise } from '../../value/sanitise.ts';
import type { Results } from '../record/results.ts';
import type { Origin } from './origin.ts';

/** The origins of the evidence of a run, by the names of its files. */
export type Origins = ReadonlyMap<string, Origin>;

/** How far clocks may go apart while a run goes on, in milliseconds. */
const tolerance = 5 * 60 * 1000;
const longest = 120;

/** A sentence for each file of evidence that was recorded elsewhere, in another run, or at another time than the results say. */
export function originProblems(results: Results, origins: Origins): string[] {
  return [
    ...placeProblems(results.target, origins),
    ...runProblems(results, origins),
    ...timeProblems(results, origins),
  ];
}

/** The server is at the base URL of the target, or below it at `/beta`, in every file at the same place. */
function placeProblems({ kind, baseUrl }: TargetInfo, origins: Origins): string[] {
  if ((kind === 'embedded') !== (baseUrl === undefined))
    return [
      kind === 'embedded'
        ? `results.json names the embedded mock, and ${told(baseUrl)} as its base URL; it has none`
        : `results.json names a target of kind ${kind}, and no base URL`,
    ];
  const due = baseUrl === undefined || baseUrl.endsWith('/beta') ? [baseUrl] : [baseUrl, `${baseUrl}/beta`];
  const [first] = [...origins.values()].flatMap((one) => (due.includes(one.baseUrl) ? [one] : []));
  return [...origins].flatMap(([file, one]) =>
    one.baseUrl === (first?.baseUrl ?? baseUrl)
      ? []
      : [`${file} was recorded at ${told(one.baseUrl)}, and the target in results.json is at ${told(baseUrl)}`],
  );
}

function told(baseUrl: string | undefined): string {
  return baseUrl === undefined ? 'the embedded mock' : sanitise(baseUrl, longest);
}

/** Every request has the name of its run in its id, and an id of its own. */
function runProblems({ run, shards }: Results, origins: Origins): string[] {
  const runs = shards ? shards.map((shard) => shard.run) : run === undefined ? [] : [run];
  if (runs.length === 0) return ['results.json does not say which run it is of'];
  const seen = new Map<string, string>();
  return [...origins].flatMap(([file, { ids }]) => {
    const own = runs.find((one) => ids.every((id) => isRequestOf(one, id)));
    const twice = ids.map((id) => seen.get(id)).find((other) => other !== undefined);
    const isRepeated = new Set(ids).size < ids.length;
    for (const id of ids) seen.set(id, file);
    if (own === undefined)
      return [`${file} has requests of another run than ${runs.map((one) => sanitise(one, longest)).join(', ')}`];
    if (twice !== undefined) return [`${file} has requests that are in ${twice}, too`];
    return isRepeated ? [`${file} has the same request more than once`] : [];
  });
}

/**
 * The clock of a server may be wrong, but it is wrong in the same way for the whole run. A file is told if all its answers were given
 * outside of the time that the run took around the middle of all answers; a server whose clock jumps within a case tells nothing.
 */
function timeProblems({ milliseconds }: Results, origins: Origins): string[] {
  const all = [...origins.values()].flatMap(({ moments }) => moments).toSorted((one, other) => one - other);
  const middle = all[Math.floor(all.length / 2)];
  if (middle === undefined) return [];
  const reach = milliseconds + tolerance;
  return [...origins].flatMap(([file, { moments }]) =>
    moments.length > 0 && moments.every((moment) => Math.abs(moment - middle) > reach)
      ? [
          `${file} was answered at ${new Date(moments[0] ?? 0).toISOString()}, and the others at ${new Date(middle).toISOString()}`,
        ]
      : [],
  );
}
