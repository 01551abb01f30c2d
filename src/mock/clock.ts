/** Gives the moment of each change as Edm.DateTimeOffset with seven fraction digits, later each time it is asked. */
export type Clock = () => string;

/** A clock that follows `now` (milliseconds since 1970) and never shows the same tick twice. */
export function createClock(now: () => number): Clock {
  let last = 0n;
  return () => {
    const ticks = BigInt(Math.trunc(now())) * 10_000n;
    last = ticks > last ? ticks : last + 1n;
    const seconds = new Date(Number(last / 10_000n)).toISOString().slice(0, 19);
    return `${seconds}.${String(last % 10_000_000n).padStart(7, '0')}Z`;
  };
}
