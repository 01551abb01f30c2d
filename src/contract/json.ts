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

const deepest = 64;
const space = /[ \t\n\r]*/y;
const numberLiteral = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const plainText = /[^"\\\u0000-\u001f]*/y;
const escapes: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads a JSON text strictly (RFC 8259): no byte order mark, no duplicate names, at most 64 levels, nothing after the
 * value, no number that overflows a double; integers beyond 2^53 keep every digit. Throws `JsonError`.
 */
export function readJson(text: string): JsonValue {
  let at = 0;

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
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
    let value = '';
    for (;;) {
      value += match(plainText)?.[0] ?? '';
      const next = text[at];
      if (next === '"') {
        at += 1;
        return value;
      }
      if (next === undefined) fail('the text ends inside a string');
      if (next !== '\\') fail('a control character stands unescaped in a string');
      value += readEscape();
    }
  }

  function readEscape(): string {
    const letter = text[at + 1] ?? '';
    if (letter === 'u') {
      const digits = text.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) fail('\\u needs four hexadecimal digits');
      at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = escapes[letter];
    if (character === undefined) return fail(`\\${letter} is no escape`);
    at += 2;
    return character;
  }

  function readNumber(): number | bigint {
    const found = match(numberLiteral);
    if (!found) return fail('expected a value');
    const [literal, fraction, exponent] = found;
    const value = Number(literal);
    if (fraction === undefined && exponent === undefined && !Number.isSafeInteger(value)) return BigInt(literal);
    return Number.isFinite(value) ? value : fail(`${literal} is beyond the range of a double`);
  }

  function readArray(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    at += 1;
    match(space);
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
    match(space);
    if (text[at] === '}') {
      at += 1;
      return members;
    }
    for (;;) {
      match(space);
      const name = readString();
      if (name in members) fail(`the name "${name}" stands twice in one object`);
      match(space);
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
    match(space);
    const value = readToken(depth);
    match(space);
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

/** Writes a JSON text; a `bigint` becomes its digits. `indent` is the number of blanks per level (0: one line). */
export function writeJson(value: JsonValue, indent = 0): string {
  const digits = new Map<string, string>();
  const text = JSON.stringify(
    value,
    (_name, member: JsonValue) => {
      if (typeof member !== 'bigint') return member;
      const mark = `\u0000${member}`;
      digits.set(JSON.stringify(mark), String(member));
      return mark;
    },
    indent,
  );
  return digits.size === 0 ? text : text.replace(/"\\u0000-?\d+"/g, (mark) => digits.get(mark) ?? mark);
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
