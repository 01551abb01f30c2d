import type { TextFormat } from './textFormat.ts';

/** Says what is wrong with hour, minute and second as written, or undefined; `lastSecond` is 59, or 60 where a leap second may stand. */
export function clockFault(hour: number, minute: number, second: number, lastSecond: number): string | undefined {
  if (hour > 23) return `hour ${hour} does not exist`;
  if (minute > 59) return `minute ${minute} does not exist`;
  if (second > lastSecond) return `second ${second} does not exist`;
  return undefined;
}

/** Edm.TimeOfDay (OData ABNF `timeOfDayValue`); a leap second has no place in it (CSDL §3.3: up to 23:59:59.999999999999). */
export const timeOfDay: TextFormat = (text) => {
  const found = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?$/.exec(text);
  if (!found) return /[Zz]$|[+-]\d{2}:\d{2}$/.test(text) ? 'a time of day has no offset' : 'not of the form hh:mm:ss';
  const [, hour, minute, second = '0', fraction = ''] = found;
  if (fraction.length > 12) return `${fraction.length} fraction digits; at most 12 are allowed`;
  return clockFault(Number(hour), Number(minute), Number(second), 59);
};
