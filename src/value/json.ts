import { quote } from './edm/textFormat.ts';

/** A JSON value as sent and received: integers that a double cannot hold exactly are `bigint` (Edm.Int64 reaches 2^63). */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | JsonObject;

/** A JSON object without prototype, so that a server's `__proto__` or `constructor` is an ordinary name. */
export interface JsonObject {
  [name: string]: JsonValue;
}

/** Why a text is not JSON, and at which character (0-based). */
export class JsonError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(`${message} at character ${offset}`);
    this.offset = offset;
  }
}

/** An empty object of the kind that `readJson` makes. */
export function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}

/** Whether a value is a JSON object, not null and not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a value that is to be an array of them. */
export function objectsIn(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

const deepest = 64;
/** Small values take many times their text in memory: 8 MiB of `{}` became 350 MiB. */
const mostValues = 100_000;
/** The largest double has 309 digits; reading longer ones as a bigint takes more than linear time. */
const mostDigits = 400;
// Searches for what ends a run, not matches of the run: these take no memory, however long it is.
const notSpace = /[^ \t\n\r]/g;
const notPlain = /["\\\u0000-\u001f]/g;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const numberLiteral = /-?(?:0|[1-9]\d{0,400})(\.\d{1,400})?([eE][+-]?\d{1,400})?/y;

/**
 * Reads a JSON text strictly (RFC 8259): no byte order mark, no duplicate names, nothing after the value, no number that
 * overflows a double; integers beyond 2^53 keep every digit. At most 64 levels, 100,000 values and 400 digits in a number
 * (RFC 8259 §9 allows limits). Throws `JsonError`.
 */
export function readJson(text: string): JsonValue {
  let at = 0;
  let values = 0;

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  /** Goes on to the next place that a pattern finds, or to the end. */
  const skipTo = (pattern: RegExp): void => {
    pattern.lastIndex = at;
    at = pattern.test(text) ? pattern.lastIndex - 1 : text.length;
  };
  const fail = (message: string): never => {
    throw new JsonError(message, at);
  };
  const expectToken = (token: string): void => {
    if (!text.startsWith(token, at))
      fail(at < text.length ? `expected ${token}` : `the text ends where ${token} is due`);
    at += token.length;
  };

  function readString(): string {
    expectToken('"');
    const start = at;
    let isPlain = true;
    for (;;) {
      skipTo(notPlain);
      const next = text[at];
      if (next === '"') break;
      if (next === undefined) fail('the text ends inside a string');
      if (next !== '\\') fail('a control character stands unescaped in a string');
      if (!match(escaped))
        fail(text[at + 1] === 'u' ? '\\u needs four hexadecimal digits' : `${text.slice(at, at + 2)} is no escape`);
      isPlain = false;
    }
    at += 1;
    return isPlain ? text.slice(start, at - 1) : (JSON.parse(text.slice(start - 1, at)) as string);
  }

  function readNumber(): number | bigint {
    const found = match(numberLiteral);
    if (!found) return fail('expected a value');
    const [literal, fraction, exponent] = found;
    if (literal.length > mostDigits) fail(`a number has more than ${mostDigits} digits`);
    const value = Number(literal);
    if (fraction === undefined && exponent === undefined && !Number.isSafeInteger(value)) return BigInt(literal);
    return Number.isFinite(value) ? value : fail(`${literal} is beyond the range of a double`);
  }

  function readArray(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    at += 1;
    skipTo(notSpace);
    if (text[at] === ']') {
      at += 1;
      return items;
    }
    for (;;) {
      items.push(readValue(depth));
      if (text[at] !== ',') break;
      at += 1;
    }
    expectToken(']');
    return items;
  }

  function readObject(depth: number): JsonObject {
    const members = emptyObject();
    at += 1;
    skipTo(notSpace);
    if (text[at] === '}') {
      at += 1;
      return members;
    }
    for (;;) {
      skipTo(notSpace);
      const name = readString();
      if (name in members) fail(`the name ${quote(name)} stands twice in one object`);
      skipTo(notSpace);
      expectToken(':');
      members[name] = readValue(depth);
      if (text[at] !== ',') break;
      at += 1;
    }
    expectToken('}');
    return members;
  }

  function readValue(depth: number): JsonValue {
    if (depth > deepest) fail(`nested deeper than ${deepest} levels`);
    values += 1;
    if (values > mostValues) fail(`more than ${mostValues} values`);
    skipTo(notSpace);
    const value = readToken(depth);
    skipTo(notSpace);
    return value;
  }

  function readToken(depth: number): JsonValue {
    switch (text[at]) {
      case '{':
        return readObject(depth + 1);
      case '[':
        return readArray(depth + 1);
      case '"':
        return readString();
      case 't':
        expectToken('true');
        return true;
      case 'f':
        expectToken('false');
        return false;
      case 'n':
        expectToken('null');
        return null;
      default:
        return readNumber();
    }
  }

  if (text.startsWith('\ufeff')) fail('a byte order mark stands before the JSON (RFC 8259 §8.1 forbids it)');
  const value = readValue(0);
  if (at < text.length) fail('text follows the JSON value');
  return value;
}

/**
 * Writes a JSON text that `readJson` reads as the same value: a `bigint` becomes its digits, a number that is none but would
 * read as one gets an exponent, and a negative zero keeps its sign. `indent` is the number of blanks per level (0: one line).
 */
export function writeJson(value: JsonValue, indent = 0): string {
  const literals: string[] = [];
  const text = JSON.stringify(
    value,
    (_name, member: JsonValue) => {
      const literal = literalOf(member);
      if (literal === undefined) return member;
      literals.push(literal);
      return `\u0000${literals.length - 1}`;
    },
    indent,
  );
  return literals.length === 0
    ? text
    : text.replace(/"\\u0000(\d+)"(?!:)/g, (mark, index: string) => literals[Number(index)] ?? mark);
}

/** What stands for a value that `JSON.stringify` writes as another, or as what could be taken for a mark; undefined for all others. */
function literalOf(value: JsonValue): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return value.startsWith('\u0000') ? JSON.stringify(value) : undefined;
  if (typeof value !== 'number') return undefined;
  if (Object.is(value, -0)) return '-0';
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : undefined;
}

/** The value at a JSON pointer (RFC 6901), or undefined where there is none. */
export function valueAt(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
  let current = value;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(current)) current = current[Number(name)];
    else if (isObject(current)) current = Object.hasOwn(current, name) ? current[name] : undefined;
    else return undefined;
  }
  return current;
}

/** One more step of a JSON pointer, escaped (RFC 6901 §3). */
export function pointerTo(parent: string, name: string | number): string {
  return `${parent}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
