import { createHash } from 'node:crypto';

interface HistoryPoint {
  readonly testResults?: Readonly<Record<string, { readonly id?: string; readonly environment?: string }>>;
}

/**
 * Allure's history, a line for each rendering, as the next one has to find it. A run that is rendered again is one point of the
 * trend: lines with one of its results, given by the ids that they are written with, are left out. And results are told
 * apart by the target in their labels, however many targets they were rendered with.
 */
export function historyBefore(ids: readonly string[], history: string): string {
  const known = new Set(ids.map((id) => createHash('md5').update(id).digest('hex')));
  return history
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as HistoryPoint)
    .filter(({ testResults = {} }) => !Object.values(testResults).some(({ id = '' }) => known.has(id)))
    .map(
      ({ testResults = {}, ...point }) =>
        `${JSON.stringify({ ...point, testResults: withoutEnvironment(testResults) })}\n`,
    )
    .join('');
}

function withoutEnvironment(results: NonNullable<HistoryPoint['testResults']>): HistoryPoint['testResults'] {
  return Object.fromEntries(
    Object.entries(results).map(([key, { environment: _environment, ...result }]) => [key, result]),
  );
}
