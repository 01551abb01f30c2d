const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const longDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const time = String.raw`(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d):(?<second>[0-5]\d|60)`;
const month = `(?<month>${months.join('|')})`;

/** The three forms of a date (RFC 9110 §5.6.7); all of them are in GMT. */
const forms = [
  // Sun, 06 Nov 1994 08:49:37 GMT
  String.raw`(?:${days.join('|')}), (?<day>\d\d) ${month} (?<year>\d{4}) ${time} GMT`,
  // Sunday, 06-Nov-94 08:49:37 GMT
  String.raw`(?:${longDays.join('|')}), (?<day>\d\d)-${month}-(?<year>\d\d) ${time} GMT`,
  // Sun Nov  6 08:49:37 1994
  String.raw`(?:${days.join('|')}) ${month} (?<day>\d\d| \d) ${time} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`));

/**
 * Reads an HTTP-date in any of its three forms as milliseconds since 1970. Returns undefined for any other text, and for a
 * day that the calendar does not have; the name of the weekday is not checked. `now` decides the century of a two-digit year.
 */
export function httpDate(text: string | undefined, now: number = Date.now()): number | undefined {
  const trimmed = text?.trim() ?? '';
  const groups = forms.map((form) => form.exec(trimmed)?.groups).find((found) => found !== undefined);
  if (!groups) return undefined;
  const part = (name: string): number => Number(groups[name]);
  const at = (year: number): number | undefined => {
    const monthIndex = months.indexOf(groups['month'] ?? '');
    const midnight = new Date(0);
    midnight.setUTCFullYear(year, monthIndex, part('day'));
    if (midnight.getUTCMonth() !== monthIndex || midnight.getUTCDate() !== part('day')) return undefined;
    return midnight.getTime() + ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000;
  };
  return groups['year']?.length === 2 ? at(fullYear(part('year'), now)) : at(part('year'));
}

/** The year of two digits that is at most 50 years in the future. */
function fullYear(digits: number, now: number): number {
  const latest = new Date(now).getUTCFullYear() + 50;
  return latest - ((((latest - digits) % 100) + 100) % 100);
}
