import { calendarFault, daysInMonth } from './date.ts';
import type { TextFormat } from './textFormat.ts';
import { clockFault } from './timeOfDay.ts';

const form =
  /^(-?(?:0\d{3}|[1-9]\d{3,}))-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  fraction: string;
  offsetSign: 1 | -1;
  offsetHour: number;
  offsetMinute: number;
}

function partsOf(text: string): Parts | undefined {
  const found = form.exec(text);
  if (!found) return undefined;
  return {
    year: Number(found[1]),
    month: Number(found[2]),
    day: Number(found[3]),
    hour: Number(found[4]),
    minute: Number(found[5]),
    second: Number(found[6] ?? 0),
    fraction: found[7] ?? '',
    offsetSign: found[8] === '-' ? -1 : 1,
    offsetHour: Number(found[9] ?? 0),
    offsetMinute: Number(found[10] ?? 0),
  };
}

/** Why a text does not even look like a DateTimeOffset: the commonest mistakes by name. */
function formFault(text: string): string {
  if (/\s$|^\s/.test(text)) return 'white space around the value';
  if (/^-?\d{4,}-\d{2}-\d{2} /.test(text)) return 'space instead of T';
  if (/^-?\d{4,}-\d{2}-\d{2}$/.test(text)) return 'a date without a time';
  if (/^\/Date\(/.test(text)) return 'a JavaScript date; OData 4 writes YYYY-MM-DDThh:mm:ssZ';
  if (/T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/i.test(text)) return 'no offset (Z or ±hh:mm)';
  if (/[+-]\d{4}$|T.*[+-]\d{2}$/i.test(text)) return 'offset not of the form ±hh:mm';
  return 'not of the form YYYY-MM-DDThh:mm:ss.fffffffZ';
}

/** Edm.DateTimeOffset (OData ABNF `dateTimeOffsetValue`), with days that the calendar has and leap seconds only where they can be. */
export const dateTimeOffset: TextFormat = (text) => {
  const parts = partsOf(text);
  if (!parts) return formFault(text);
  if (parts.fraction.length > 12) return `${parts.fraction.length} fraction digits; at most 12 are allowed`;
  const offsetFault = clockFault(parts.offsetHour, parts.offsetMinute, 0, 59);
  return (
    calendarFault(parts.year, parts.month, parts.day) ??
    clockFault(parts.hour, parts.minute, parts.second, 60) ??
    (offsetFault && `offset: ${offsetFault}`) ??
    leapSecondFault(parts)
  );
};

function leapSecondFault(parts: Parts): string | undefined {
  if (parts.second !== 60) return undefined;
  const next = wholeSeconds({ ...parts, second: 59 }) + 1n;
  return next % 86400n === 0n ? undefined : 'second 60 exists only at 23:59 UTC';
}

/** What instants are counted in. */
export const picosecondsPerSecond = 10n ** 12n;

/**
 * The instant that a valid Edm.DateTimeOffset names, in picoseconds since 1970-01-01T00:00:00Z; undefined for any other
 * text. No digit is lost, unlike with `Date`.
 */
export function instantOf(text: string): bigint | undefined {
  const parts = dateTimeOffset(text) === undefined ? partsOf(text) : undefined;
  if (!parts) return undefined;
  return wholeSeconds(parts) * picosecondsPerSecond + BigInt(parts.fraction.padEnd(12, '0'));
}

/** How many picoseconds one unit of the last written digit is worth; a minute where no seconds are written. */
export function precisionOf(text: string): bigint {
  if (/T\d{2}:\d{2}(?!:)/i.test(text)) return 60n * picosecondsPerSecond;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return 10n ** BigInt(Math.max(0, 12 - fraction.length));
}

function wholeSeconds(parts: Parts): bigint {
  const days = daysSinceEpoch(parts.year, parts.month, parts.day);
  const offset = parts.offsetSign * (parts.offsetHour * 60 + parts.offsetMinute) * 60;
  return days * 86400n + BigInt(parts.hour * 3600 + parts.minute * 60 + parts.second - offset);
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar, for any year. */
function daysSinceEpoch(year: number, month: number, day: number): bigint {
  const before = BigInt(year) - 1n;
  let days = before * 365n + floorDivide(before, 4n) - floorDivide(before, 100n) + floorDivide(before, 400n);
  for (let earlier = 1; earlier < month; earlier += 1) days += BigInt(daysInMonth(year, earlier));
  return days + BigInt(day - 1) - 719162n;
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
