import { expect, test } from '@playwright/test';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { pauseBeforeRepeat } from '../../../src/transport/time/retry.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

function answered(method: string, status: number, headers: Readonly<Record<string, string>> = {}): Exchange {
  return { method, path: '/x', headers: {}, answer: { status, headers }, milliseconds: 1 };
}

function cut(method: string): Exchange {
  return { method, path: '/x', headers: {}, failure: { kind: 'reset', message: 'x' }, milliseconds: 1 };
}

test.describe('a request is sent again', () => {
  const cases: readonly [title: string, exchange: Exchange, repeats: number, pause: number | undefined][] = [
    ['after the seconds that a 429 names', answered('POST', 429, { 'retry-after': '7' }), 3, 7000],
    ['after a fraction of seconds', answered('GET', 429, { 'retry-after': '0.25' }), 0, 250],
    ['at a date', answered('GET', 429, { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }), 0, 5000],
    [
      'at a date by the clock of the server',
      answered('GET', 429, {
        'retry-after': 'Thu, 01 Jan 2026 03:00:05 GMT',
        date: 'Thu, 01 Jan 2026 03:00:00 GMT',
      }),
      0,
      5000,
    ],
    [
      'at a date without a zone, which is GMT',
      answered('GET', 429, { 'retry-after': 'Thu Jan  1 00:00:05 2026' }),
      0,
      5000,
    ],
    [
      'after a short pause where the date is over',
      answered('GET', 429, { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }),
      0,
      100,
    ],
    ['after a longer one each time', answered('GET', 429, { 'retry-after': '0' }), 5, 3200],
    ['after a minute at last', answered('GET', 429, { 'retry-after': '0' }), 19, 60_000],
    ['not for ever', answered('GET', 429, { 'retry-after': '0' }), 20, undefined],
    ['after longer and longer where no time is named', answered('PATCH', 429), 2, 4 * 1000 * 0.375],
    ['where the time cannot be read', answered('PATCH', 429, { 'retry-after': 'soon' }), 0, 375],
    ['where a read meets an outage', answered('GET', 503, { 'retry-after': '1' }), 2, 1000],
    ['not where an outage stays', answered('GET', 503, { 'retry-after': '1' }), 3, undefined],
    ['not where a write meets an outage, for it may have been done', answered('POST', 503), 0, undefined],
    ['where a gateway has no answer for a read', answered('GET', 502), 0, 375],
    ['where a gateway is not answered in time', answered('GET', 504), 0, 375],
    ['not where a gateway has no answer for a write', answered('PATCH', 502), 0, undefined],
    ['once where a read is cut', cut('GET'), 0, 100],
    ['not where it stays cut', cut('GET'), 1, undefined],
    ['not where a write is cut, for it may have been done', cut('POST'), 0, undefined],
    ['not where no answer comes in time', { ...cut('GET'), failure: { kind: 'timeout', message: 'x' } }, 0, undefined],
    ['once where a write meets a conflict', answered('PATCH', 409), 0, 100],
    ['not where the conflict stays', answered('PATCH', 409), 1, undefined],
    ['not where it succeeded', answered('GET', 200), 0, undefined],
    ['not where it failed', answered('GET', 500), 0, undefined],
  ];
  for (const [title, exchange, repeats, pause] of cases) {
    test(title, () => {
      expect(pauseBeforeRepeat(exchange, repeats, now, 0.5)).toBe(pause);
    });
  }
});
