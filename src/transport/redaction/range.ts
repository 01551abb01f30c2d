/** A part of a text, from its first character to before its end. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Ranges in their order, those that touch as one. */
export function joined(ranges: readonly Range[]): Range[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of ranges.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}
