import { FileError } from './fileError.ts';

/** What bounds a JSON text that anybody may have made. */
export interface JsonBounds {
  readonly deepest: number;
  readonly mostValues: number;
}

/** The bounds of a file that people write; what a run writes may be larger. */
const usual: JsonBounds = { deepest: 64, mostValues: 100_000 };

/**
 * The value of a JSON text. Throws `FileError` for a text that is not JSON, or whose value would be too deep for what walks
 * through it or too large for memory: a pair of braces takes many times its two bytes.
 */
export function parseJson(text: string, bounds: JsonBounds = usual): unknown {
  measure(text, bounds);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FileError('is no JSON', error.message);
  }
}

const marks = /["[\]{},]/g;
const stringEnd = /["\\]/g;

function measure(text: string, { deepest, mostValues }: JsonBounds): void {
  let depth = 0;
  let values = 1;
  for (marks.lastIndex = 0; ; ) {
    const mark = marks.test(text) ? text[marks.lastIndex - 1] : undefined;
    if (mark === undefined) return;
    if (mark === '"') marks.lastIndex = afterString(text, marks.lastIndex);
    else if (mark === ']' || mark === '}') depth -= 1;
    else {
      values += 1;
      if (mark !== ',') depth += 1;
    }
    if (depth > deepest) throw new FileError(`is nested deeper than the ${deepest} levels that are read`);
    if (values > mostValues) throw new FileError(`has more than the ${mostValues} values that are read`);
  }
}

/** The place behind a string that has begun before a place. */
function afterString(text: string, from: number): number {
  for (stringEnd.lastIndex = from; stringEnd.test(text); stringEnd.lastIndex += 1)
    if (text[stringEnd.lastIndex - 1] === '"') return stringEnd.lastIndex;
  return text.length;
}
