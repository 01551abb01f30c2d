import { expect, test } from '@playwright/test';
import { randomFrom } from '../../../fixtures/random.ts';
import { type Deviation, Deviations } from '../../../src/judge/deviation.ts';
import { LinearRegExp } from '../../../src/value/linearRegExp.ts';
import { matchesPattern } from '../../../src/value/pattern.ts';

const long = 200_000;

/** Expressions by which a search that goes back does not end, each with a text that it is not found in. */
const endless: readonly (readonly [source: string, text: string])[] = [
  ['^(a+)+$', `${'a'.repeat(long)}!`],
  ['^(a|a)*$', `${'a'.repeat(long)}!`],
  ['^(a|aa)+$', `${'a'.repeat(long)}!`],
  ['^(.*a){20}$', 'a'.repeat(19)],
  ['(x+x+)+y', 'x'.repeat(long)],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(long)],
  ['\\s+$', `${' '.repeat(long)}x`],
  ['^(a?){50}a{50}$', 'a'.repeat(49)],
  ['^()*$', 'x'.repeat(long)],
  ['^((((a*)*)*)*)*$', `${'a'.repeat(long)}!`],
];

for (const [source, text] of endless) {
  test(`/${source}/ ends`, () => {
    expect(new LinearRegExp(source).test(text)).toBe(false);
  });
}

/** Expressions with texts, by which it is seen that they mean the same as to RegExp. */
const known: readonly (readonly [source: string, ...texts: string[]])[] = [
  ['', '', 'a'],
  ['a', 'a', 'ba', 'b', ''],
  ['^a$', 'a', 'ba', 'ab', 'a\n'],
  ['^$', '', 'a'],
  ['a|b|', 'c', 'b'],
  ['^(?:ab|cd)+$', 'abcd', 'abc', ''],
  ['^(?<name>a){2,3}$', 'a', 'aa', 'aaa', 'aaaa'],
  ['^a{2}$', 'a', 'aa', 'aaa'],
  ['^a{2,}?b', 'ab', 'aab', 'aaaab'],
  ['^.$', 'a', '\n', '\u{1f600}', ''],
  ['^[^\\]a-c]+$', 'd', 'a', ']', '[', '\n'],
  ['^[\\d\\-.]+$', '1-2.3', 'a'],
  ['\\bfoo\\b', 'a foo b', 'afoo', 'foo', 'foo_'],
  ['\\Boo', 'foo', ' oo'],
  ['^\\p{Lu}\\P{Lu}*$', 'Ärger', 'ärger'],
  ['^\\u00e4\\x41\\u{1F600}\\uD83D\\uDE00\\t\\cA\\0$', 'äA\u{1f600}\u{1f600}\t\u0001\0', 'x'],
  ['^\\/\\.\\*\\\\$', '/.*\\', 'x'],
  ['^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$', '00000000-0000-0000-0000-000000000000', '0-0'],
  ['^[\\b]$', '\b', 'b'],
  ['a**', 'a'],
  ['(', 'a'],
  ['\\-', '-'],
];

for (const [source, ...texts] of known) {
  test(`/${source}/ means what it does to RegExp`, () => {
    const meant = (): boolean[] => texts.map((text) => new RegExp(source, 'u').test(text));
    const found = (): boolean[] => texts.map((text) => new LinearRegExp(source).test(text));
    let due: boolean[] | undefined;
    try {
      due = meant();
    } catch {
      expect(found).toThrow(SyntaxError);
    }
    if (due) expect(found()).toEqual(due);
  });
}

test('expressions made at random mean what they do to RegExp', () => {
  const random = randomFrom('linear');
  const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(random() * items.length)] ?? items[0];
  const make = (depth: number): string => {
    const part = (): string =>
      depth === 0 || random() < 0.5 ? pick(['a', 'b', '[ab]', '.', '^', '$', '\\b', '[^a]']) : `(?:${make(depth - 1)})`;
    const repeated = (one: string): string =>
      ['^', '$', '\\b'].includes(one) ? one : one + pick(['', '', '*', '+', '?', '{2}', '{1,2}', '{0,}', '*?']);
    const sequence = (): string =>
      Array.from({ length: 1 + Math.floor(random() * 3) }, () => repeated(part())).join('');
    return Array.from({ length: 1 + Math.floor(random() * 2) }, sequence).join('|');
  };
  const sources = Array.from({ length: 400 }, () => make(3));
  const texts = Array.from({ length: 20 }, (_, length) =>
    Array.from({ length: length % 7 }, () => pick(['a', 'b', ' '])).join(''),
  );
  const wrong = sources.filter((source) => {
    const own = new LinearRegExp(source);
    return texts.some((text) => own.test(text) !== new RegExp(source, 'u').test(text));
  });
  expect(wrong).toEqual([]);
});

/** What cannot be searched for in bounded time, or is too large, and what is said of it. */
const refused: readonly (readonly [source: string, says: string])[] = [
  ['(?=a)b', 'it has (?=, which cannot be searched for in bounded time'],
  ['(?!a)b', 'it has (?!, which'],
  ['(?<=a)b', 'it has (?<=, which'],
  ['(?<!a)b', 'it has (?<!, which'],
  ['(a)\\1', 'it has \\1, which'],
  ['(?<x>a)\\k<x>', 'it has \\k, which'],
  ['(?:a{1000}){1000}', 'it has more than 1000 parts, repetitions written out'],
  ['(){2147483647}', 'it has more than 1000 parts'],
  ['('.repeat(60) + ')'.repeat(60), 'it has groups within more than 50 groups'],
];

for (const [source, says] of refused) {
  test(`/${source.slice(0, 30)}/ is refused in a sentence`, () => {
    expect(() => new LinearRegExp(source)).toThrow(SyntaxError);
    expect(() => new LinearRegExp(source)).toThrow(says);
  });
}

/** Patterns with stars, each with texts that match it and others that do not. */
const stars: readonly (readonly [pattern: string, matched: readonly string[], others: readonly string[]])[] = [
  ['a', ['a'], ['', 'ab', 'ba']],
  ['', [''], ['a']],
  ['*', ['', 'a', 'a/b', 'a\nb'], []],
  ['a*', ['a', 'ab'], ['ba', '']],
  ['*a', ['a', 'ba'], ['ab', '']],
  ['a*a', ['aa', 'aba'], ['a', 'ab']],
  ['a*b*c', ['abc', 'axbxc', 'abbc', 'abcbc'], ['acb', 'ac', 'abcd']],
  ['*ab*ab*', ['abab', 'xabxabx'], ['ab', 'aba']],
  ['a**b', ['ab', 'axb'], ['a']],
  ['.*+?^$()|[]\\/', ['.+?^$()|[]\\/', '.x+?^$()|[]\\/'], ['a+?^$()|[]\\/']],
  [`${'*a'.repeat(20)}*`, ['a'.repeat(20), 'ba'.repeat(20)], ['a'.repeat(19)]],
  [`${'*a'.repeat(200)}*b`, [`${'a'.repeat(200)}b`], ['a'.repeat(long)]],
];

for (const [pattern, matched, others] of stars) {
  test(`"${pattern.slice(-30)}" (${pattern.length}) stands for any run of characters at each star`, () => {
    expect(matched.filter((text) => !matchesPattern(pattern, text))).toEqual([]);
    expect(others.filter((text) => matchesPattern(pattern, text))).toEqual([]);
  });
}

const place = { contract: 'x/create', claim: 'status' };
const entry = (instead: object): Deviation => ({
  target: 'mock',
  ...place,
  instead,
  because: 'it is so by design',
  evidence: 'https://example.org',
  owner: 'somebody',
  since: '2026-01-01',
  reviewBy: '2026-02-01',
});

const endlessText = `${'a'.repeat(long)}!`;

/** Schemas that say what is received, with a value and whether it is what they say. */
const instead: readonly (readonly [schema: object, value: string | string[], matches: boolean])[] = [
  [{ type: 'string', pattern: '^(a+)+$' }, endlessText, false],
  [{ type: 'string', pattern: '^(a|aa)+!$' }, endlessText, true],
  [{ type: 'array', items: { type: 'string', pattern: 'b$' } }, ['ab', 'b'], true],
  [{ anyOf: ['^a$', '^b$'].map((pattern) => ({ type: 'string', pattern })) }, 'b', true],
  [{ allOf: ['^a$', '^b$'].map((pattern) => ({ type: 'string', pattern })) }, 'b', false],
];

for (const [schema, value, matches] of instead) {
  test(`${JSON.stringify(schema)} is held against a value in bounded time`, () => {
    const deviations = new Deviations([entry(schema)], 'mock');
    expect(deviations.problems([place])).toEqual([]);
    expect(deviations.entries.map((one) => deviations.matches(one, value))).toEqual([matches]);
  });
}

/** Schemas that no deviation may have, and what is said of them. */
const wrong: readonly (readonly [schema: object, says: string])[] = [
  [{ type: 'string', pattern: '(a)\\1' }, 'it has \\1, which cannot be searched for'],
  [{ type: 'object', patternProperties: { '(?=a)': {} } }, 'it has (?=, which cannot be searched for'],
  [{ $ref: '#' }, '"$ref" is not one of the keywords that are read'],
  [{ allOf: [{ properties: { a: { $ref: 'https://example.org/schema.json' } } }] }, '"$ref" is not one'],
  [{ $dynamicRef: '#a' }, '"$dynamicRef" is not one'],
  [{ $async: true, type: 'string' }, '"$async" is not one'],
  [{ uniqueItems: true }, '"uniqueItems" is not one'],
  [{ $id: 'https://example.org/a' }, '"$id" is not one'],
  [JSON.parse('{"__proto__":{}}') as object, '"__proto__" is not one'],
  [{ anyOf: Array.from({ length: 1001 }, () => ({})) }, 'it has more than 1000 schemas in it'],
  [{ type: 'string', format: 'regex' }, 'is no JSON Schema (unknown format'],
  [{ items: 5 }, 'is no JSON Schema (schema is invalid'],
];

for (const [schema, says] of wrong) {
  test(`${JSON.stringify(schema).slice(0, 60)} is refused in a sentence`, () => {
    const problems = new Deviations([entry(schema)], 'mock').problems([place]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(says);
  });
}
