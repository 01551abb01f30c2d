/** Milliseconds of each stage before the first request, by name, in order. */
export type StartUp = Readonly<Record<string, number>>;

/** One measured run: its start-up by stages, then the time from the first request to the last verdict. */
export interface Measured {
  readonly startUp: StartUp;
  readonly milliseconds: number;
  readonly requests: number;
}

function median(some: readonly number[]): number {
  return [...some].sort((one, other) => one - other)[Math.floor(some.length / 2)] ?? Number.NaN;
}

/** The medians of several runs of the same thing. */
export function medianOf(runs: readonly Measured[]): Measured {
  const stages = Object.keys(runs[0]?.startUp ?? {});
  return {
    startUp: Object.fromEntries(stages.map((stage) => [stage, median(runs.map(({ startUp }) => startUp[stage] ?? 0))])),
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    requests: median(runs.map(({ requests }) => requests)),
  };
}

/** A stopwatch of stages: each call gives the milliseconds since the one before; the first, since the process began. */
export function stages(now: () => number): () => number {
  let last = 0;
  return () => {
    const before = last;
    last = now();
    return last - before;
  };
}
