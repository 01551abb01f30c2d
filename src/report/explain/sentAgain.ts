import type { CaseRecord } from '../record/results.ts';
import { counted } from '../text/counted.ts';

/** How many requests were sent again, and after which answers; undefined where none was. */
export function sentAgain(cases: readonly CaseRecord[]): string | undefined {
  const requests = cases.flatMap(({ repeated }) => repeated);
  if (requests.length === 0) return undefined;
  const counts = new Map<number, number>();
  for (const { status } of requests.flatMap(({ after }) => after)) counts.set(status, (counts.get(status) ?? 0) + 1);
  const told = [...counts]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${status === 0 ? 'no answer' : `status ${status}`} ${count}`);
  return `${counted(requests.length, 'request')}: ${told.join(', ')}`;
}
