import type { Share } from '../transport/time/pace.ts';

/** Which worker of which shard a process is, as Playwright tells it. */
interface Worker {
  readonly config: {
    readonly shard: { readonly current: number; readonly total: number } | null;
    readonly workers: number;
  };
  readonly parallelIndex: number;
}

/** The parts of a run's requests that a worker sends: those of its shard, and of them its own. */
export function sharesOf({ config: { shard, workers }, parallelIndex }: Worker): Share[] {
  return [
    ...(shard ? [{ index: shard.current - 1, of: shard.total }] : []),
    { index: parallelIndex % workers, of: workers },
  ];
}
