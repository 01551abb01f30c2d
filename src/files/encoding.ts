const marks: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0xff, 0xfe, 0, 0], 'UTF-32'],
  [[0, 0, 0xfe, 0xff], 'UTF-32'],
  [[0xff, 0xfe], 'UTF-16'],
  [[0xfe, 0xff], 'UTF-16'],
];

/** How many bytes are looked at to tell encodings apart. */
const looked = 4096;

/** The encoding that bytes look like if it cannot be UTF-8: by their byte order mark, or by the bytes that are zero. */
export function otherEncoding(bytes: Uint8Array): string | undefined {
  const marked = marks.find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return marked[1];
  if (!bytes.includes(0)) return undefined;
  const beginning = bytes.subarray(0, looked);
  const [first = 0, second = 0, third = 0, fourth = 0] = [0, 1, 2, 3].map((place) => shareOfZeros(beginning, place));
  if (Math.max(Math.min(first, second), Math.min(third, fourth)) > 0.9) return 'UTF-32';
  const [even, odd] = [first + third, second + fourth];
  if (Math.max(even, odd) > 0.4 && Math.min(even, odd) < 0.1) return 'UTF-16';
  return 'binary';
}

/** Of the bytes at one place of every four, the part that is zero. */
function shareOfZeros(bytes: Uint8Array, place: number): number {
  const there = bytes.filter((_byte, at) => at % 4 === place);
  return there.length === 0 ? 0 : there.filter((byte) => byte === 0).length / there.length;
}
