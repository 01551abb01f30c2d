import type { JsonValue } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { changeInstances, replaceAt } from '../change.ts';

type Rewriting = (value: JsonValue) => JsonValue;

const ofText =
  (change: (text: string) => JsonValue): Rewriting =>
  (value) =>
    typeof value === 'string' ? change(value) : value;

/** A text with something in it replaced wherever it stands. */
const replaced = (what: RegExp, by: string): Rewriting => ofText((text) => text.replaceAll(what, by));

/** A moment with its fraction and offset written in another way. */
const ofMoment = (change: (seconds: string, fraction: string) => string): Rewriting =>
  ofText((text) => {
    const [, seconds, fraction = ''] = /^(.*?:\d\d:\d\d)(?:\.(\d+))?Z$/.exec(text) ?? [];
    return seconds === undefined ? text : change(seconds, fraction);
  });

/** The same instant eight hours to the west. */
function inPacificTime(text: string): string {
  const shifted = new Date(Date.parse(`${text.slice(0, 19)}Z`) - 8 * 3600 * 1000).toISOString().slice(0, 19);
  return `${shifted}${text.slice(19, -1)}-08:00`;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[\w+/]+={0,2}$/.test(text);
}

/** How a server writes a value otherwise than it was given, by name. */
const rewritings: Readonly<Record<string, Rewriting>> = {
  shortened: ofText((text) => text.slice(0, 10)),
  'cut-at-1000': ofText((text) => text.slice(0, 1000)),
  'cut-at-65536': ofText((text) => text.slice(0, 65536)),
  'unix-lines': replaced(/\r\n/g, '\n'),
  'no-tabs': replaced(/\t/g, ' '),
  'plain-blanks': replaced(/[\u00a0\u202f\u2028]/g, ' '),
  'no-control': ofText((text) => text.replaceAll('\u0001', '')),
  'url-decoded': ofText((text) => text.replaceAll('+', ' ').replaceAll('%41', 'A')),
  'templates-filled': replaced(/\{\w*\}/g, ''),
  'number-like': ofText((text) => (/^\d/.test(text) && Number.isFinite(Number(text)) ? String(Number(text)) : text)),
  'null-like': ofText((text) => (text === 'null' ? null : text)),
  unsigned: (value) => (typeof value === 'number' ? Math.abs(value) : value),
  'html-escaped': ofText((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
  trimmed: ofText((text) => text.trim()),
  normalised: ofText((text) => text.normalize('NFC')),
  ascii: ofText((text) => text.replaceAll(/[^\n -~]/g, '?')),
  'empty-as-null': ofText((text) => (text === '' ? null : text)),
  'null-as-empty': (value) => value ?? '',
  'upper-case': ofText((text) => text.toUpperCase()),
  'lower-case': ofText((text) => text.toLowerCase()),
  capitalised: ofText((text) => text.charAt(0).toUpperCase() + text.slice(1)),
  urn: ofText((text) => `urn:uuid:${text}`),
  braced: ofText((text) => `{${text}}`),
  'as-text': (value) => (value === null ? null : String(value)),
  'as-object': (value) => ({ text: value }),
  'as-double': (value) => (typeof value === 'bigint' ? Number(value) : value),
  base64url: ofText((text) =>
    isBase64(text) ? text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') : text,
  ),
  'no-seconds': ofMoment((seconds) => `${seconds.slice(0, -3)}Z`),
  'no-fraction': ofMoment((seconds) => `${seconds}Z`),
  'one-digit': ofMoment((seconds, fraction) => `${seconds}.${fraction.charAt(0)}Z`),
  'twelve-digits': ofMoment((seconds, fraction) => `${seconds}.${fraction.padEnd(12, '0')}Z`),
  'thirteen-digits': ofMoment((seconds, fraction) => `${seconds}.${fraction.padEnd(13, '0')}Z`),
  'zero-offset': ofMoment((seconds, fraction) => `${seconds}.${fraction}+00:00`),
  'other-offset': ofText(inPacificTime),
  'no-offset': ofText((text) => text.replace(/Z$/, '')),
  spaced: ofText((text) => text.replace('T', ' ')),
  'short-offset': ofText((text) => text.replace(/Z$/, '+00')),
  'a-day-before': ofText((text) => new Date(Date.parse(text) - 24 * 3600 * 1000).toISOString()),
};

/** Faults of single values: `with` says how a property is rewritten, or what stands in its place. */
export const rewriteFaults: readonly Fault[] = [
  changeInstances(
    {
      name: 'rewrite',
      text: 'writes a property in a way of its own',
      needs: `one of ${Object.keys(rewritings).join(', ')}`,
    },
    (instance, { scope }) => {
      const rewrite = rewritings[String(scope.with)];
      if (!rewrite) throw new Error(`"${String(scope.with)}" is no way to rewrite a value`);
      let changed = false;
      replaceAt(instance, scope.property ?? '', (value) => {
        const rewritten = rewrite(value);
        changed ||= rewritten !== value;
        return rewritten;
      });
      return changed;
    },
  ),

  changeInstances({ name: 'put', text: 'shows a value of its own in a property' }, (instance, { scope }) =>
    replaceAt(instance, scope.property ?? '', () => scope.with ?? null),
  ),
];
