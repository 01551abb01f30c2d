import { aligned } from './table.ts';

/** What a run would do: requests as `METHOD template`, each with how often; cases that are sent; claims that are not asked, by reason. */
export interface DryRun {
  readonly head: string;
  readonly cases: number;
  readonly requests: ReadonlyMap<string, number>;
  readonly skipped: ReadonlyMap<string, { readonly cases: number; readonly claims: number }>;
  /** Requests per second; undefined for as fast as they are answered. */
  readonly perSecond?: number;
}

/** A dry run in words: how much would be sent, every kind of write, and what is skipped and why. */
export function describeDryRun({ head, cases, requests, skipped, perSecond }: DryRun): string {
  const total = sum(requests.values());
  const methods = new Map<string, number>();
  for (const [request, count] of requests) {
    const [method = ''] = request.split(' ');
    methods.set(method, (methods.get(method) ?? 0) + count);
  }
  const minutes =
    perSecond === undefined ? '' : `, about ${Math.ceil(total / perSecond / 60)} minutes at ${perSecond} per second`;
  const writes = [...requests].filter(([request]) => !request.startsWith('GET '));
  return [
    head,
    `would be sent: ${cases} cases with about ${total} requests (${[...methods].map(([method, count]) => `${method} ${count}`).join(', ')})${minutes}`,
    writes.length === 0 ? 'would be written: nothing' : 'would be written:',
    ...rows(writes.map(([request, count]) => [short(request), String(count)])),
    skipped.size === 0
      ? 'skipped: nothing'
      : `skipped: ${sum([...skipped.values()].map(({ claims }) => claims))} claims`,
    ...[...byRemedy(skipped)].flatMap(([remedy, lines]) => [`  ${remedy}:`, ...rows(lines)]),
    '',
  ].join('\n');
}

/** What is skipped, by what would change that: lines of request, claims and cases. */
function byRemedy(skipped: DryRun['skipped']): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  for (const [reason, { claims, cases }] of skipped) {
    const [, what = 'claims', remedy = reason] =
      /^(.*) is not sent while GRAPH_WRITES is \w+: (.*)$/.exec(reason) ?? [];
    const line = [short(what), `${claims} claims`, `${cases} cases`];
    found.set(remedy, [...(found.get(remedy) ?? []), line]);
  }
  return found;
}

function rows(lines: readonly (readonly string[])[]): string[] {
  const sorted = lines.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return aligned(sorted).map((line) => `    ${line}`);
}

/** A request that can be read at a glance: below the singleton, keys without the names of their parameters. */
function short(request: string): string {
  return request.replace('/deviceManagement', '').replaceAll(/\{\w+\}/g, '{id}');
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
