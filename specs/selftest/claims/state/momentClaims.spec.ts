import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, trial, unanswered } from '../../../../fixtures/judged.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const refusal = answered(400, { error: { code: 'invalidRequest', message: 'x' } });
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const at = (instant: string): Exchange => shown({ lastModifiedDateTime: instant });
const created = (createdDateTime: unknown): Exchange => shown({ createdDateTime });
const dated = (lastModifiedDateTime: unknown, date?: string): Exchange => ({
  ...unanswered,
  answer: {
    status: 201,
    headers: date === undefined ? {} : { date },
    text: JSON.stringify({ lastModifiedDateTime }),
  },
});
const noon = 'Mon, 01 Jan 2024 12:00:00 GMT';

/** When an entity says it was made and changed, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/update#1 moments/createdDateTime': [
    ['the same', { before: shown(), request: shown() }, kept],
    ['the same elsewhere', { before: shown(), request: created('2024-01-01T01:00:00+01:00') }, kept],
    [
      'another in the answer',
      { before: shown(), request: created('2024-01-01T00:00:01Z') },
      broken(
        'the same instant as "2024-01-01T00:00:00Z"',
        '"2024-01-01T00:00:01Z"',
        '/createdDateTime',
        '2024-01-01T00:00:01Z',
      ),
    ],
    [
      'another when read',
      { request: shown(), reads: [{ template: '/x', exchange: created('2024-01-01T00:00:01Z') }] },
      broken(
        'the same instant as "2024-01-01T00:00:00Z"',
        '"2024-01-01T00:00:01Z"',
        '/createdDateTime',
        '2024-01-01T00:00:01Z',
      ),
    ],
    ['what is no text is the business of another claim', { before: created(7), request: created(8) }, kept],
    ['a text after what is none', { before: created(7), request: shown() }, kept],
    ['seen once', { request: shown() }, open('it was not seen twice')],
    ['not in the answers', { before: created(undefined), request: created(undefined) }, open('it was not seen twice')],
  ],
  'groupPolicyObjectFile/update#1 moments/lastModifiedDateTime': [
    ['later', { before: at('2024-01-01T00:00:00Z'), request: at('2024-01-01T00:00:01Z') }, kept],
    ['the same', { before: at('2024-01-01T00:00:00Z'), request: at('2024-01-01T00:00:00Z') }, kept],
    [
      'earlier only in digits that are not written',
      { before: at('2024-01-01T00:00:00.7Z'), request: at('2024-01-01T00:00:00Z') },
      kept,
    ],
    [
      'earlier',
      { before: at('2024-01-01T00:00:02Z'), request: at('2024-01-01T00:00:01Z') },
      broken(
        'not earlier than "2024-01-01T00:00:02Z"',
        '"2024-01-01T00:00:01Z"',
        '/lastModifiedDateTime',
        '2024-01-01T00:00:01Z',
      ),
    ],
    ['a text that is no moment is the business of another claim', { before: at('y'), request: at('x') }, kept],
    ['a moment after a text that is none', { before: at('y'), request: at('2024-01-01T00:00:00Z') }, kept],
    ['a text that is no moment after one', { before: at('2024-01-01T00:00:00Z'), request: at('y') }, kept],
    [
      'earlier in the answer to a part',
      {
        request: at('2024-01-01T00:00:02Z'),
        parts: [trial('x', at('2024-01-01T00:00:01Z'))],
      },
      broken(
        'not earlier than "2024-01-01T00:00:02Z"',
        '"2024-01-01T00:00:01Z"',
        '/lastModifiedDateTime',
        '2024-01-01T00:00:01Z',
      ),
    ],
    [
      'earlier when read after a trial',
      {
        trials: [trial('x', at('2024-01-01T00:00:02Z'), { read: at('2024-01-01T00:00:01Z') })],
      },
      broken(
        'not earlier than "2024-01-01T00:00:02Z"',
        '"2024-01-01T00:00:01Z"',
        '/lastModifiedDateTime',
        '2024-01-01T00:00:01Z',
      ),
    ],
  ],
  'groupPolicyObjectFile/update#1 advance': [
    ['later', { before: at('2024-01-01T00:00:00Z'), request: at('2024-01-01T00:00:01Z') }, kept],
    [
      'later after all trials',
      {
        before: at('2024-01-01T00:00:00Z'),
        request: at('2024-01-01T00:00:00Z'),
        trials: [trial('x', at('2024-01-01T00:00:01Z'))],
      },
      kept,
    ],
    [
      'the same',
      { before: at('2024-01-01T00:00:00Z'), request: at('2024-01-01T00:00:00Z') },
      broken(
        'later than "2024-01-01T00:00:00Z"',
        '"2024-01-01T00:00:00Z"',
        '/lastModifiedDateTime',
        '2024-01-01T00:00:00Z',
      ),
    ],
    [
      'later, before a trial that is refused',
      {
        before: at('2024-01-01T00:00:00Z'),
        request: at('2024-01-01T00:00:01Z'),
        trials: [trial('x', refusal)],
      },
      kept,
    ],
    [
      'the same, without seconds',
      { before: at('2024-01-01T00:00Z'), request: at('2024-01-01T00:00Z') },
      { outcome: 'kept', note: 'it is written without seconds, and cannot show an update at once' },
    ],
    ['not known before', { request: at('2024-01-01T00:00:00Z') }, open('it was not seen twice')],
    ['a refusal', { before: at('2024-01-01T00:00:00Z'), request: refusal }, open('it was not seen twice')],
  ],
  'groupPolicyObjectFile/create#1 recent/lastModifiedDateTime': [
    ['at once', { request: dated('2024-01-01T12:00:00Z', noon) }, kept],
    ['five minutes before, but a little', { request: dated('2024-01-01T11:55:00.0000001Z', noon) }, kept],
    ['five minutes after, but a little', { request: dated('2024-01-01T12:04:59.9999999Z', noon) }, kept],
    [
      'five minutes before',
      { request: dated('2024-01-01T11:55:00Z', noon) },
      broken(
        'within 300 s of 2024-01-01T12:00:00.000Z',
        '"2024-01-01T11:55:00Z"',
        '/lastModifiedDateTime',
        '2024-01-01T11:55:00Z',
      ),
    ],
    [
      'five minutes after',
      { request: dated('2024-01-01T12:05:00Z', noon) },
      broken(
        'within 300 s of 2024-01-01T12:00:00.000Z',
        '"2024-01-01T12:05:00Z"',
        '/lastModifiedDateTime',
        '2024-01-01T12:05:00Z',
      ),
    ],
    [
      'no date to compare with',
      { request: dated('2024-01-01T12:00:00Z') },
      { outcome: 'kept', note: 'the answer has no Date to compare with' },
    ],
    [
      'a date that is none',
      { request: dated('2024-01-01T12:00:00Z', 'today') },
      { outcome: 'kept', note: 'the answer has no Date to compare with' },
    ],
    ['not in the answer', { request: dated(undefined, noon) }, open('it was not seen')],
    ['no text', { request: dated(7, noon) }, open('it was not seen')],
    ['a list of moments', { request: dated(['2024-01-01T12:00:00Z'], noon) }, open('it was not seen')],
    ['no moment', { request: dated('yesterday', noon) }, open('it was not seen')],
    ['no answer', { request: unanswered }, open('it was not seen')],
    ['no request', {}, open('it was not seen')],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
