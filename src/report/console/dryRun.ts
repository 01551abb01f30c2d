import { type Cause, type Omission, remedyOf } from '../../plan/omission.ts';
import { counted } from '../text/counted.ts';
import { aligned } from '../text/table.ts';

/** Claims that would not be asked for one reason: how many, of how many cases. */
export interface LeftOut {
  readonly omission: Omission;
  readonly cases: number;
  readonly claims: number;
}

/** What a run would do: requests as `METHOD template`, each with how often; cases that are sent; claims that are not asked. */
export interface DryRun {
  readonly head: string;
  readonly planned: { readonly cases: number; readonly claims: number };
  readonly cases: number;
  readonly requests: ReadonlyMap<string, number>;
  readonly notAsked: readonly LeftOut[];
  /** Requests per second; undefined for as fast as they are answered. */
  readonly perSecond?: number;
}

/** A dry run in words: how much would be sent, every kind of write, and what is skipped and why. */
export function describeDryRun({ head, planned, cases, requests, notAsked, perSecond }: DryRun): string {
  const total = requestsIn({ requests });
  const methods = new Map<string, number>();
  for (const [request, count] of requests) {
    const [method = ''] = request.split(' ');
    methods.set(method, (methods.get(method) ?? 0) + count);
  }
  const minutes =
    perSecond === undefined ? '' : `, about ${Math.ceil(total / perSecond / 60)} minutes at ${perSecond} per second`;
  const left = sum(notAsked.map(({ claims }) => claims));
  const writes = [...requests].filter(([request]) => !request.startsWith('GET '));
  return [
    head,
    `planned: ${counted(planned.cases, 'case')} with ${counted(planned.claims, 'claim')}, of which ${planned.claims - left} would be asked`,
    `would be sent: ${cases} cases with about ${total} requests (${[...methods].map(([method, count]) => `${method} ${count}`).join(', ')})${minutes}`,
    writes.length === 0 ? 'would be written: nothing' : 'would be written:',
    ...rows(writes.map(([request, count]) => [short(request), String(count)])),
    left === 0 ? 'not asked: nothing' : `not asked: ${counted(left, 'claim')}`,
    ...[...byRemedy(notAsked)].flatMap(([remedy, lines]) => [`  ${remedy}:`, ...rows(lines)]),
    '',
  ].join('\n');
}

/** How many requests a run would send in all. */
export function requestsIn({ requests }: Pick<DryRun, 'requests'>): number {
  return sum(requests.values());
}

/** What is not asked, by what would change that: lines of request, claims and cases. */
function byRemedy(notAsked: readonly LeftOut[]): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  for (const { omission, claims, cases } of notAsked) {
    const { cause, what } = omission;
    const remedy = remedyOf(cause) ?? unchanged[cause.by] ?? 'no setting sends it';
    const line = [short(what), `${claims} claims`, `${cases} cases`];
    found.set(remedy, [...(found.get(remedy) ?? []), line]);
  }
  return found;
}

/** What to say of what no setting changes. */
const unchanged: Readonly<Partial<Record<Cause['by'], string>>> = {
  capabilities: 'the target does not claim it (GRAPH_CAPABILITIES)',
  safety: 'no setting sends it to a tenant',
};

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
