import { expect, test } from '@playwright/test';
import { instantOf } from '../../../src/value/edm/dateTimeOffset.ts';
import { jsonTypeOf, primitives } from '../../../src/value/edm/primitive.ts';
import { quote } from '../../../src/value/edm/textFormat.ts';
import type { JsonValue } from '../../../src/value/json.ts';

/** Texts of each Edm type; a message says why a text is none. Forms by the OData ABNF, days and hours by the calendar. */
const cases: Readonly<Record<string, readonly (readonly [text: string, fault?: string])[]>> = {
  Date: [
    ['2024-02-29'],
    ['0000-01-01'],
    ['-10000-04-01'],
    ['12026-01-01'],
    ['2023-02-29', 'day 29 in February 2023 does not exist'],
    ['2024-04-31', 'day 31 in April does not exist'],
    ['2024-06-31', 'day 31 in June does not exist'],
    ['2024-09-31', 'day 31 in September does not exist'],
    ['2024-11-31', 'day 31 in November does not exist'],
    ['1900-02-29', 'day 29 in February 1900 does not exist'],
    ['2000-02-29'],
    ['2024-13-01', 'month 13 does not exist'],
    ['2024-00-01', 'month 0 does not exist'],
    ['2024-01-00', 'day 0 in January does not exist'],
    ['24-01-01', 'not of the form YYYY-MM-DD'],
    ['02024-01-01', 'not of the form YYYY-MM-DD'],
    ['INF', 'not of the form YYYY-MM-DD'],
    ['2024-01-01\n', 'not of the form YYYY-MM-DD'],
  ],
  TimeOfDay: [
    ['11:22'],
    ['11:22:33'],
    ['00:00:00.000000000001'],
    ['24:00:00', 'hour 24 does not exist'],
    ['11:60', 'minute 60 does not exist'],
    ['11:22:60', 'second 60 does not exist'],
    ['11:22:33.1234567890123', '13 fraction digits; at most 12 are allowed'],
    ['11:22:33Z', 'a time of day has no offset'],
    ['11%3A22', 'not of the form hh:mm:ss'],
  ],
  DateTimeOffset: [
    ['2017-01-01T00:00:35.1329464-08:00'],
    ['2017-01-01T00:00Z'],
    ['2017-01-01t00:00:00z'],
    ['2017-01-01T00:00:00.123456789012Z'],
    ['2016-12-31T23:59:60Z'],
    ['2017-01-01T00:59:60+01:00'],
    ['0001-01-01T00:00:00Z'],
    ['-10000-04-01T00:00Z'],
    ['2016-12-31T23:59:61Z', 'second 61 does not exist'],
    ['2017-01-01T12:30:60Z', 'second 60 exists only at 23:59 UTC'],
    ['2017-01-01T00:00:00', 'no offset (Z or ±hh:mm)'],
    ['2017-01-01 00:00:00Z', 'space instead of T'],
    ['2017-02-30T00:00:00Z', 'day 30 in February 2017 does not exist'],
    ['2017-13-01T00:00:00Z', 'month 13 does not exist'],
    ['2017-01-01T24:00:00Z', 'hour 24 does not exist'],
    ['2017-01-01T00:00:00+24:00', 'offset: hour 24 does not exist'],
    ['2017-01-01T00:00:00+00:60', 'offset: minute 60 does not exist'],
    ['2017-01-01T00:00:00+0800', 'offset not of the form ±hh:mm'],
    ['2017-01-01T00:00:00+08', 'offset not of the form ±hh:mm'],
    ['2017-01-01T00:00:00.1234567890123Z', '13 fraction digits; at most 12 are allowed'],
    ['2017-01-01', 'a date without a time'],
    ['/Date(1483228800000)/', 'a JavaScript date; OData 4 writes YYYY-MM-DDThh:mm:ssZ'],
    [' 2017-01-01T00:00:00Z', 'white space around the value'],
    ['2017-01-01T00:00:00Z\n', 'white space around the value'],
    ['yesterday', 'not of the form YYYY-MM-DDThh:mm:ss.fffffffZ'],
    ['', 'not of the form YYYY-MM-DDThh:mm:ss.fffffffZ'],
  ],
  Duration: [
    ['P1DT2H3M4.5S'],
    ['-PT5M'],
    ['PT0S'],
    ['P3D'],
    ['P1Y2D', 'years, months and weeks are not allowed in a duration'],
    ['P2W', 'years, months and weeks are not allowed in a duration'],
    ['+P1D', 'not of the form PnDTnHnMnS'],
    ['P1H', 'not of the form PnDTnHnMnS'],
    ['P', 'a duration without any part'],
    ['P1DT', 'a duration without any part'],
  ],
  Guid: [
    ['0a1b2c3d-4e5f-6789-abcd-ef0123456789'],
    ['0A1B2C3D-4E5F-6789-ABCD-EF0123456789'],
    ['urn:uuid:0a1b2c3d-4e5f-6789-abcd-ef0123456789', 'a URN, not a bare Guid'],
    ['{0a1b2c3d-4e5f-6789-abcd-ef0123456789}', 'brackets around the Guid'],
    ['0a1b2c3d4e5f6789abcdef0123456789', 'not of the form 8-4-4-4-12 hexadecimal digits'],
    ['0a1b2c3g-4e5f-6789-abcd-ef0123456789', 'not of the form 8-4-4-4-12 hexadecimal digits'],
  ],
  Byte: [['0'], ['+1'], ['255'], ['256', 'outside 0 to 255'], ['-1', 'outside 0 to 255']],
  SByte: [['-128'], ['127'], ['128', 'outside -128 to 127']],
  Int16: [['-32768'], ['32768', 'outside -32768 to 32767']],
  Int32: [['2147483647'], ['+5'], ['-2147483649', 'outside -2147483648 to 2147483647'], ['1.5', 'not an integer']],
  Int64: [
    ['9223372036854775807'],
    ['-9223372036854775808'],
    ['9223372036854775808', 'outside -9223372036854775808 to 9223372036854775807'],
    ['ten', 'not an integer'],
  ],
  Decimal: [
    ['3.14'],
    ['-1.2e3'],
    ['INF'],
    ['-INF'],
    ['NaN'],
    ['42.', 'not a number, INF, -INF or NaN'],
    ['.1', 'not a number, INF, -INF or NaN'],
  ],
  Double: [['-0.314e1'], ['-0.3e1e2', 'not a number, INF, -INF or NaN']],
  Binary: [
    [''],
    ['Zg=='],
    ['Zg'],
    ['Zm8='],
    ['Zm9v'],
    ['-_8='],
    ['+/8='],
    ['Z', '1 base64 digits; no byte sequence has that many'],
    ['Zh==', 'unused bits of the last digit are not zero'],
    ['Zm9=', 'unused bits of the last digit are not zero'],
    ['Zm9vZg=='],
    ['Zm9vZm8='],
    ['Zm9v====', '4 padding signs; 0 are due'],
    ['Zm8==', '2 padding signs; 1 are due'],
    ['#', 'a character outside the base64 alphabets'],
    ['Zg=', '1 padding signs; 2 are due'],
    ['Zm9v=', '1 padding signs; 0 are due'],
    ['Zm 9v', 'a character outside the base64 alphabets'],
    ['!!!', 'a character outside the base64 alphabets'],
  ],
};

for (const [type, texts] of Object.entries(cases)) {
  test.describe(`Edm.${type}`, () => {
    for (const [text, fault] of texts) {
      test(`${JSON.stringify(text)}${fault === undefined ? '' : `: ${fault}`}`, () => {
        expect(primitives[type]?.form?.(text)).toBe(fault);
      });
    }
  });
}

test('every type that has a form has cases', () => {
  const formed = Object.keys(primitives).filter((name) => primitives[name]?.form !== undefined);
  expect(formed.filter((name) => !(name in cases))).toEqual([]);
});

test.describe('the JSON type', () => {
  const types: readonly [value: JsonValue | undefined, wanted: string | undefined, type: string][] = [
    [undefined, undefined, 'nothing'],
    [null, undefined, 'null'],
    [[], undefined, 'array'],
    [{}, undefined, 'object'],
    ['x', undefined, 'string'],
    [true, undefined, 'boolean'],
    [1, undefined, 'integer'],
    [1, 'integer', 'integer'],
    [1, 'number', 'number'],
    [1.5, undefined, 'number'],
    [1.5, 'integer', 'number'],
    [1n, undefined, 'integer'],
    [1n, 'number', 'number'],
  ];
  for (const [value, wanted, type] of types) {
    const name = typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
    test(`of ${name}, where ${wanted} is wanted, is ${type}`, () => expect(jsonTypeOf(value, wanted)).toBe(type));
  }
});

test('a text is quoted with what JSON escapes, and cut after 60 characters', () => {
  expect(quote('a "b"\n')).toBe('"a \\"b\\"\\n"');
  expect(quote('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`);
  expect(quote(`y${'x'.repeat(60)}`)).toBe(`"y${'x'.repeat(59)}…"`);
});

test.describe('an instant', () => {
  const same: readonly [one: string, other: string][] = [
    ['2024-01-01T00:00:00Z', '2023-12-31T16:00:00-08:00'],
    ['2024-01-01T00:00:00.1Z', '2024-01-01T00:00:00.100000000000Z'],
    ['2024-03-01T00:30:00+01:00', '2024-02-29T23:30Z'],
    ['2024-03-01T05:45:00+05:45', '2024-03-01T00:00Z'],
    ['2024-02-29T14:30:00-09:30', '2024-03-01T00:00Z'],
  ];
  for (const [one, other] of same) {
    test(`${one} is ${other}`, () => expect(instantOf(one)).toBe(instantOf(other)));
  }

  test('is counted from 1970', () => {
    expect(instantOf('1970-01-01T00:00:01Z')).toBe(10n ** 12n);
    expect(instantOf('1970-01-01T00:00:00.5Z')).toBe(5n * 10n ** 11n);
    expect(instantOf('1969-12-31T23:59:59Z')).toBe(-(10n ** 12n));
    for (const text of [
      '2024-02-29T12:34:56Z',
      '0001-01-01T00:00:00Z',
      '1600-12-31T23:59:59Z',
      '9999-12-31T23:59:59Z',
      '0000-03-01T00:00:00Z',
      '0000-01-01T00:00:00Z',
    ]) {
      expect(instantOf(text), text).toBe(BigInt(Date.parse(text)) * 10n ** 9n);
    }
  });

  test('before the year 0 is counted on', () => {
    for (const year of ['0001', '0100', '0399', '0400', '0401']) {
      const rest = '-03-01T00:00:00Z';
      expect(instantOf(`-${year}${rest}`), year).toBe(BigInt(Date.parse(`-00${year}${rest}`)) * 10n ** 9n);
    }
  });

  test('keeps digits that a Date loses', () => {
    expect(instantOf('2024-01-01T00:00:00.0000001Z')).not.toBe(instantOf('2024-01-01T00:00:00.0000002Z'));
  });

  test('is not there for a text that is no DateTimeOffset', () =>
    expect(instantOf('2024-02-30T00:00:00Z')).toBeUndefined());
});
