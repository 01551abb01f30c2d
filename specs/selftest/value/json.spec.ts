import { expect, test } from '@playwright/test';
import { pointerTo, readJson, valueAt, writeJson } from '../../../src/value/json.ts';

test.describe('a JSON text is read strictly', () => {
  const accepted: readonly [text: string, value: unknown][] = [
    [' { "a" : [ 1 , -0.5e2 , true , false , null ] } ', { a: [1, -50, true, false, null] }],
    ['"\\u00e5\\n\\"\\/\\\\"', 'å\n"/\\'],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9007199254740991', 9007199254740991],
    ['1.0', 1],
    ['[]', []],
    ['{}', {}],
  ];
  for (const [text, value] of accepted) {
    test(`accepts ${text}`, () => expect(readJson(text)).toEqual(value));
  }

  const refused: readonly [text: string, message: RegExp][] = [
    ['\ufeff{}', /byte order mark/],
    ['{"id":1,"id":2}', /the name "id" stands twice/],
    ['{"a":1,}', /expected "/],
    ['[1,]', /expected a value/],
    ['{"a":1} x', /text follows/],
    ['{"a":1', /the text ends where } is due/],
    ['"abc', /the text ends inside a string/],
    ['"a\nb"', /control character/],
    ['"\\x"', /no escape/],
    ['"\\u12g4"', /four hexadecimal digits/],
    ['01', /text follows/],
    ['+1', /expected a value/],
    ['NaN', /expected a value/],
    ['1e999', /beyond the range/],
    ['9'.repeat(401), /more than 400 digits/],
    [`0.${'9'.repeat(400)}`, /more than 400 digits/],
    [`[${'0,'.repeat(100_000)}0]`, /more than 100000 values/],
    ['', /expected a value/],
    ["{'a':1}", /expected "/],
    ['tru', /expected true/],
    ['['.repeat(66), /nested deeper than 64 levels/],
    [")]}',\n{}", /expected a value/],
  ];
  for (const [text, message] of refused) {
    test(`refuses ${JSON.stringify(text.slice(0, 30))}`, () => expect(() => readJson(text)).toThrow(message));
  }

  test('says where', () => expect(() => readJson('{"a": tru}')).toThrow('expected true at character 6'));

  test('64 levels are not too deep', () => expect(() => readJson(`${'['.repeat(64)}${']'.repeat(64)}`)).not.toThrow());

  test('names such as __proto__ are ordinary names', () => {
    const value = readJson('{"__proto__":{"polluted":true},"constructor":1}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test.describe('a value is written', () => {
  test('with every digit of a large integer', () => {
    expect(writeJson({ a: 9007199254740993n, b: [-1n], c: 1 })).toBe('{"a":9007199254740993,"b":[-1],"c":1}');
  });

  test('so that it is read back the same', () => {
    const value = { text: 'ü"\\\n', list: [1, 2.5, null, true, 9223372036854775807n], nested: { empty: {} } };
    expect(readJson(writeJson(value))).toEqual(value);
    expect(readJson(writeJson(value, 2))).toEqual(value);
  });

  for (const text of ['1e20', '-0', '-1.5e300', '123456789012345678901', '{"\\u00000":["\\u00000","\\u0000",-1e16]}']) {
    test(`so that ${text} stays what it is`, () => {
      for (const indent of [0, 2]) expect(readJson(writeJson(readJson(text), indent))).toEqual(readJson(text));
    });
  }
});

test.describe('a JSON pointer', () => {
  const value = { a: [{ 'b/c': { '~': 5 } }] };
  test('leads to a value', () => expect(valueAt(value, '/a/0/b~1c/~0')).toBe(5));
  test('leads nowhere', () => {
    expect(valueAt(value, '/a/1')).toBeUndefined();
    expect(valueAt(value, '/toString')).toBeUndefined();
  });
  test('is the root when empty', () => expect(valueAt(value, '')).toBe(value));
  test('escapes its steps', () => expect(pointerTo('/a', 'b/c~d')).toBe('/a/b~1c~0d'));
});
