import type { TextFormat } from './textFormat.ts';

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** Days of a month in the proleptic Gregorian calendar; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Says what is wrong with a calendar day, or undefined; `month` and `day` are as written. */
export function calendarFault(year: number, month: number, day: number): string | undefined {
  const name = monthNames[month - 1];
  if (name === undefined) return `month ${month} does not exist`;
  if (day < 1 || day > daysInMonth(year, month))
    return `day ${day} in ${name}${month === 2 ? ` ${year}` : ''} does not exist`;
  return undefined;
}

/** Edm.Date (OData ABNF `dateValue`), with days that the calendar has. */
export const date: TextFormat = (text) => {
  const found = /^(-?(?:0\d{3}|[1-9]\d{3,}))-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return 'not of the form YYYY-MM-DD';
  return calendarFault(Number(found[1]), Number(found[2]), Number(found[3]));
};
