import { expect, test } from '@playwright/test';
import { httpDate } from '../../../src/value/httpDate.ts';

const now = Date.parse('2026-06-01T00:00:00Z');

const dates: readonly [form: string, text: string, iso: string][] = [
  ['IMF-fixdate', 'Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37Z'],
  ['IMF-fixdate between blanks', ' Sun, 06 Nov 1994 08:49:37 GMT\t', '1994-11-06T08:49:37Z'],
  ['RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37Z'],
  ['RFC 850 of this century', 'Monday, 01-Jun-26 00:00:05 GMT', '2026-06-01T00:00:05Z'],
  ['RFC 850 in 50 years', 'Monday, 01-Jun-76 00:00:00 GMT', '2076-06-01T00:00:00Z'],
  ['RFC 850 in more than 50 years, which is past', 'Wednesday, 01-Jun-77 00:00:00 GMT', '1977-06-01T00:00:00Z'],
  ['RFC 850 in the last year of the century before', 'Friday, 31-Dec-99 23:59:59 GMT', '1999-12-31T23:59:59Z'],
  ['asctime', 'Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37Z'],
  ['asctime with two digits of a day', 'Wed Jul 16 08:49:37 2025', '2025-07-16T08:49:37Z'],
  ['a leap day', 'Thu, 29 Feb 2024 00:00:00 GMT', '2024-02-29T00:00:00Z'],
  ['a leap second', 'Sat, 31 Dec 2016 23:59:60 GMT', '2017-01-01T00:00:00Z'],
  ['the year 50', 'Sat, 01 Jan 0050 00:00:00 GMT', '0050-01-01T00:00:00Z'],
];
for (const [form, text, iso] of dates)
  test(`an HTTP-date is read: ${form}`, () => {
    expect(httpDate(text, now)).toBe(Date.parse(iso));
  });

const others: readonly (readonly [why: string, text: string | undefined])[] = [
  ['nothing', undefined],
  ['an empty text', ''],
  ['seconds', '120'],
  ['a negative number', '-1'],
  ['a word', 'soon'],
  ['ISO 8601', '2026-01-01T00:00:00Z'],
  ['an offset', 'Sun, 06 Nov 1994 08:49:37 +0000'],
  ['another zone', 'Sun, 06 Nov 1994 08:49:37 PST'],
  ['UTC, which is not GMT', 'Sun, 06 Nov 1994 08:49:37 UTC'],
  ['no zone', 'Sun, 06 Nov 1994 08:49:37'],
  ['asctime with a zone', 'Sun Nov  6 08:49:37 1994 GMT'],
  ['asctime with a zero', 'Sun Nov 6 08:49:37 1994'],
  ['one digit of a day', 'Sun, 6 Nov 1994 08:49:37 GMT'],
  ['two digits of a year', 'Sun, 06 Nov 94 08:49:37 GMT'],
  ['four digits of a year in RFC 850', 'Sunday, 06-Nov-1994 08:49:37 GMT'],
  ['lower case', 'sun, 06 nov 1994 08:49:37 gmt'],
  ['a month that is not one', 'Sun, 06 Nou 1994 08:49:37 GMT'],
  ['a day that no month has', 'Sun, 32 Jan 2026 00:00:00 GMT'],
  ['a day that this month has not', 'Tue, 31 Feb 2026 00:00:00 GMT'],
  ['no leap day', 'Sun, 29 Feb 2026 00:00:00 GMT'],
  ['hour 24', 'Sun, 06 Nov 1994 24:00:00 GMT'],
  ['minute 60', 'Sun, 06 Nov 1994 08:60:00 GMT'],
  ['second 61', 'Sun, 06 Nov 1994 08:49:61 GMT'],
  ['two dates', 'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT'],
];
for (const [why, text] of others)
  test(`no HTTP-date is read from ${why}`, () => {
    expect(httpDate(text, now)).toBeUndefined();
  });

test('dates are GMT, whatever the time zone of the machine', () => {
  const zone = process.env['TZ'];
  const read = ['Pacific/Kiritimati', 'America/New_York', 'UTC'].map((name) => {
    process.env['TZ'] = name;
    return dates.map(([, text]) => httpDate(text, now));
  });
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(read).toEqual(Array(3).fill(dates.map(([, , iso]) => Date.parse(iso))));
});
