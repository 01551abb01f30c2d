const most = 3;

/** The names that are most like one that is none of them, the nearest first; empty where none is like it. */
function nearNames(name: string, names: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  const rated = [...new Set(names)].map((candidate) => ({
    candidate,
    distance: distanceTo(candidate.toLowerCase(), wanted),
  }));
  return rated
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** A question that goes on from a sentence about a wrong name; empty where no name is like it. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const near = nearNames(name, names);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
}

/** How many letters are put in, left out, changed, or swapped with the next to make one text of the other. */
export function distanceTo(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const changed = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      const isSwapped = to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      const swapped = isSwapped ? (before[to - 2] ?? 0) + 1 : changed;
      next.push(Math.min(changed, swapped, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
