/** Something that a parser takes long to read if there is much of it, and how much no page of a documentation has. */
interface Bound {
  readonly found: string;
  readonly isExceeded: (text: string) => boolean;
}

const most = { line: 10_000, marks: 5_000, brackets: 10_000 };
/** Quotes and lists within each other at the beginning of a line. */
const nested = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){17}/m;

const bounds: readonly Bound[] = [
  {
    found: `a line of more than ${most.line} characters`,
    isExceeded: (text) => text.split('\n').some(({ length }) => length > most.line),
  },
  { found: 'quotes or lists in each other, more than 16', isExceeded: (text) => nested.test(text) },
  { found: `more than ${most.marks} marks of emphasis`, isExceeded: (text) => countOf(/[*_~]/g, text) > most.marks },
  { found: `more than ${most.brackets} brackets`, isExceeded: (text) => countOf(/\[/g, text) > most.brackets },
];

/** What a text has too much of to be a page of a documentation; undefined for one that can be read in bounded time. */
export function excessOf(text: string): string | undefined {
  return bounds.find(({ isExceeded }) => isExceeded(text))?.found;
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}
