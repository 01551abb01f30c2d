import { JsonError, type JsonValue, readJson } from '../../value/json.ts';
import type { Refuse } from './page.ts';

/** Reads a part of a page as JSON; undefined after refusing it. `part` says what it was taken for, `expected` what it is to be. */
export function readJsonPart(
  text: string,
  line: number,
  part: string,
  expected: string,
  refuse: Refuse,
): JsonValue | undefined {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    refuse(line, `${part} that is not JSON (${error.message})`, expected);
    return undefined;
  }
}
