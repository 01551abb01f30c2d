import { expect, test } from '@playwright/test';
import { answered, file, findingOf, garbled, type Row, unanswered } from '../../fixtures/judged.ts';
import { broken, kept, open } from '../../src/contract/claim.ts';
import type { Trial } from '../../src/contract/evidence.ts';
import type { Exchange } from '../../src/contract/exchange.ts';
import { emptyObject, type JsonObject } from '../../src/contract/json.ts';

const error = { error: { code: 'invalidRequest', message: 'x' } };
const refusal = answered(400, error);
const sent: JsonObject = { content: 'a text', ouDistinguishedName: 'a unit' };
const made = (change: object = {}): Exchange => answered(201, { ...file, ...change });
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const trial = (content: string, exchange: Exchange, more: Partial<Trial> = {}): Trial => ({
  sent: { content },
  exchange,
  ...more,
});
const at = (instant: string): Exchange => shown({ lastModifiedDateTime: instant });
const created = (createdDateTime: unknown): Exchange => shown({ createdDateTime });
const operation = (operationStatus?: string): Exchange => answered(200, { id: '1', operationStatus });
const dated = (lastModifiedDateTime: unknown, date?: string): Exchange => ({
  ...unanswered,
  answer: {
    status: 201,
    headers: date === undefined ? {} : { date },
    text: JSON.stringify({ lastModifiedDateTime }),
  },
});
const noon = 'Mon, 01 Jan 2024 12:00:00 GMT';

/** What was sent and what is shown of it, and what claims about values come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/create#1 echo/content': [
    ['as sent', { sent, request: made() }, kept],
    ['otherwise', { sent, request: made({ content: 'A text' }) }, broken('"a text"', '"A text"', '/content', 'A text')],
    ['not at all', { sent, request: made({ content: undefined }) }, broken('"a text"', 'nothing', '/content', null)],
    ['not sent', { sent: emptyObject(), request: made() }, kept],
    ['nothing was sent', { request: made() }, open('there is no answer to compare with')],
    ['a refusal', { sent, request: refusal }, open('there is no answer to compare with')],
    [
      'a long text is cut',
      { sent: { content: 'x'.repeat(119) }, request: made({ content: 'y'.repeat(118) }) },
      broken(`"${'x'.repeat(119)}…`, `"${'y'.repeat(118)}"`, '/content', 'y'.repeat(118)),
    ],
    [
      'a long text shows where it is cut',
      { sent: { content: 'x'.repeat(300) }, request: made({ content: 'x'.repeat(255) }) },
      broken(`…${'x'.repeat(85)}"`, `…${'x'.repeat(40)}"`, '/content', 'x'.repeat(255)),
    ],
    [
      'a difference at sign 79 is shown from the beginning',
      { sent: { content: `${'x'.repeat(78)}a` }, request: made({ content: `${'x'.repeat(78)}b` }) },
      broken(`"${'x'.repeat(78)}a"`, `"${'x'.repeat(78)}b"`, '/content', `${'x'.repeat(78)}b`),
    ],
    [
      'and at sign 80 from 40 before it',
      { sent: { content: `${'x'.repeat(79)}a${'x'.repeat(79)}` }, request: made({ content: `${'x'.repeat(79)}b` }) },
      broken(`…${'x'.repeat(40)}a${'x'.repeat(79)}…`, `…${'x'.repeat(40)}b"`, '/content', `${'x'.repeat(79)}b`),
    ],
    [
      'what cannot be seen, by its number',
      { sent: { content: '\\u0041 \u00e5 a\u030a\u200b\t🧪\u{e0001}' }, request: made({ content: '\u00a0' }) },
      broken('"\\\\u0041 å a\\u030a\\u200b\\t🧪\\udb40\\udc01"', '"\\u00a0"', '/content', '\u00a0'),
    ],
  ],
  'groupPolicyObjectFile/create#1 identity': [
    ['another one each time', { request: made(), again: made({ id: '2' }) }, kept],
    ['another one in a trial', { request: made(), trials: [trial('x', made({ id: '2' }))] }, kept],
    [
      'the same again',
      { request: made(), again: made() },
      broken('a different id each time', '"1" more than once', '/id', '1'),
    ],
    [
      'the same for two others',
      { request: made(), again: made({ id: '2' }), trials: [trial('x', made({ id: '2' }))] },
      broken('a different id each time', '"1" more than once', '/id', '1'),
    ],
    ['no other entity', { request: made(), again: refusal }, open('no other entity could be made')],
    ['no id', { request: made({ id: undefined }) }, open('the answer has no id')],
    ['no entity', { request: refusal }, open('the answer has no id')],
    [
      'one that leads elsewhere',
      { request: made({ id: '..' }) },
      broken('an id that can stand in a path', '".."', '/id', '..'),
    ],
    ['no text is the business of another claim', { request: made({ id: 7 }), again: made({ id: 8 }) }, kept],
  ],
  'groupPolicyObjectFile/update#1 identity': [
    ['the one before', { request: shown(), before: shown() }, kept],
    ['another one', { request: shown({ id: '2' }), before: shown() }, broken('"1"', '"2"', '/id', '2')],
    ['the one that is known', { request: shown(), known: { id: '1' } }, kept],
    [
      'another than the one known',
      { request: shown(), before: refusal, known: { id: '2' } },
      broken('"2"', '"1"', '/id', '1'),
    ],
    ['nothing is known', { request: shown() }, open('the id was not known before')],
  ],
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
  'groupPolicyObjectFile/create#1 values/content': [
    [
      'accepted and kept',
      { request: made(), trials: [trial('b', made({ content: 'b' }), { read: shown({ content: 'b' }) })] },
      kept,
    ],
    ['accepted, and not read', { request: made(), trials: [trial('b', made({ content: 'b' }))] }, kept],
    [
      'accepted without a body, and kept',
      { request: made(), trials: [trial('b', answered(201), { read: shown({ content: 'b' }) })] },
      kept,
    ],
    [
      'answered otherwise',
      { request: made(), trials: [trial('b', made(), { read: shown({ content: 'b' }) })] },
      broken('"b"', '"a text"', '/content', 'a text'),
    ],
    [
      'answered otherwise, and not read',
      { request: made(), trials: [trial('b', made())] },
      broken('"b"', '"a text"', '/content', 'a text'),
    ],
    [
      'read otherwise',
      { request: made(), trials: [trial('b', made({ content: 'b' }), { read: shown() })] },
      broken('"b"', '"a text" when read back', '/content', 'a text'),
    ],
    [
      'not to be read',
      { request: made(), trials: [trial('b', made({ content: 'b' }), { read: answered(404, error) })] },
      open('it could not be read back: status 404 (invalidRequest)'),
    ],
    ['no answer', { request: made(), trials: [trial('b', unanswered)] }, open('the connection was reset')],
    [
      'one wrong after one that got no answer',
      { request: made(), trials: [trial('b', unanswered), trial('c', made())] },
      broken('"c"', '"a text"', '/content', 'a text'),
    ],
    [
      'refused, with this value alone',
      { request: made(), trials: [trial('b', refusal, { only: 'content' })] },
      broken('status 201 for content "b"', 'status 400 (invalidRequest)', '/content'),
    ],
    [
      'refused with another value alone',
      { request: made(), trials: [trial('b', refusal, { only: 'ouDistinguishedName' })] },
      kept,
    ],
    [
      'refused together, while each value alone is accepted',
      { request: made(), trials: [trial('b', refusal), trial('b', made({ content: 'b' }), { only: 'content' })] },
      broken(
        'status 201 for content "b"',
        'status 400 (invalidRequest), though each value alone is accepted',
        '/content',
      ),
    ],
    [
      'refused together, and another value alone as well',
      {
        request: made(),
        trials: [
          { sent: { content: 'b', ouDistinguishedName: 'o' }, exchange: refusal },
          trial('b', made({ content: 'b' }), { only: 'content' }),
          { sent: { ouDistinguishedName: 'o' }, exchange: refusal, only: 'ouDistinguishedName' },
        ],
      },
      kept,
    ],
    [
      'refused together, and alone a value that was not among them',
      {
        request: made(),
        trials: [
          { sent: { content: 'b', ouDistinguishedName: 'o' }, exchange: refusal },
          { sent: { ouDistinguishedName: 'p' }, exchange: refusal, only: 'ouDistinguishedName' },
        ],
      },
      broken(
        'status 201 for content "b"',
        'status 400 (invalidRequest), though each value alone is accepted',
        '/content',
      ),
    ],
    [
      'plain values are refused',
      { request: refusal, trials: [trial('b', refusal)] },
      open('plain values are not accepted either: status 400 (invalidRequest)'),
    ],
    [
      'plain values are not answered',
      { request: unanswered, trials: [trial('b', made())] },
      open('plain values are not accepted either: the connection was reset'),
    ],
    [
      'plain values were not sent',
      { trials: [trial('b', made())] },
      open('plain values are not accepted either: it was not sent'),
    ],
    [
      'something that is no HTTP, with this value alone',
      { request: made(), trials: [trial('b', garbled, { only: 'content' })] },
      broken('status 201 for content "b"', 'no HTTP answer', '/content'),
    ],
    [
      'refused together, and alone not answered',
      { request: made(), trials: [trial('b', refusal), trial('b', unanswered, { only: 'content' })] },
      open('the connection was reset'),
    ],
    ['nothing else was sent', { request: made() }, open('no other values were sent')],
    ['nothing was sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/update#1 part/content': [
    [
      'left out, and kept',
      {
        sent,
        parts: [{ sent: { ouDistinguishedName: 'o' }, exchange: shown({ ouDistinguishedName: 'o' }), read: shown() }],
      },
      kept,
    ],
    [
      'left out, and answered otherwise',
      { sent, parts: [{ sent: { ouDistinguishedName: 'o' }, exchange: shown({ content: null }), read: shown() }] },
      broken('"a text"', 'null', '/content', null),
    ],
    [
      'left out, and read otherwise',
      { sent, parts: [{ sent: { ouDistinguishedName: 'o' }, exchange: shown(), read: shown({ content: 'b' }) }] },
      broken('"a text"', '"b"', '/content', 'b'),
    ],
    [
      'given in one part, and kept by the next',
      {
        sent,
        parts: [
          { sent: { content: 'b' }, exchange: shown({ content: 'b' }) },
          { sent: { ouDistinguishedName: 'o' }, exchange: shown({ content: 'b' }) },
        ],
      },
      kept,
    ],
    [
      'given in one part, and lost by the next',
      {
        sent,
        parts: [
          { sent: { content: 'b' }, exchange: shown({ content: 'b' }) },
          { sent: { ouDistinguishedName: 'o' }, exchange: shown() },
        ],
      },
      broken('"b"', '"a text"', '/content', 'a text'),
    ],
    [
      'given, and answered otherwise',
      { sent, parts: [{ sent: { content: 'b' }, exchange: shown({ content: 'c' }), read: shown({ content: 'b' }) }] },
      broken('"b"', '"c"', '/content', 'c'),
    ],
    [
      'given, and read otherwise',
      { sent, parts: [{ sent: { content: 'b' }, exchange: shown({ content: 'b' }), read: shown() }] },
      broken('"b"', '"a text"', '/content', 'a text'),
    ],
    [
      'given, and not to be read back',
      { sent, parts: [{ sent: { content: 'b' }, exchange: shown({ content: 'b' }), read: answered(404, error) }] },
      open('it could not be read back: status 404 (invalidRequest)'),
    ],
    [
      'left out, and refused',
      { sent, parts: [{ sent: { ouDistinguishedName: 'o' }, exchange: refusal }] },
      broken('status 200 for some of the properties', 'status 400 (invalidRequest)'),
    ],
    [
      'left out, and answered by what is no HTTP',
      { sent, parts: [{ sent: { ouDistinguishedName: 'o' }, exchange: garbled }] },
      broken('status 200 for some of the properties', 'no HTTP answer'),
    ],
    ['given, and refused', { sent, parts: [{ sent: { content: 'b' }, exchange: refusal }] }, kept],
    [
      'no answer',
      { sent, parts: [{ sent: { ouDistinguishedName: 'o' }, exchange: unanswered }] },
      open('the connection was reset'),
    ],
    [
      'not to be read back',
      { sent, parts: [{ sent: { ouDistinguishedName: 'o' }, exchange: shown(), read: answered(404, error) }] },
      open('it could not be read back: status 404 (invalidRequest)'),
    ],
    ['no part was sent', { sent }, open('no part was sent')],
    ['nothing was sent', { parts: [trial('b', shown())] }, open('no part was sent')],
    ['nothing was sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyOperation/update#1 steady/operationStatus': [
    [
      'as answered',
      { request: operation('success'), reads: [{ template: '/x', exchange: operation('success') }] },
      kept,
    ],
    [
      'moved on',
      { request: operation('inProgress'), reads: [{ template: '/x', exchange: operation('success') }] },
      broken('"inProgress"', '"success" when read', '/operationStatus'),
    ],
    [
      'moved on after a trial',
      { trials: [trial('x', operation('inProgress'), { read: operation('success') })] },
      broken('"inProgress"', '"success" when read', '/operationStatus'),
    ],
    [
      'moved on after a part',
      { parts: [trial('x', operation('inProgress'), { read: operation('success') })] },
      broken('"inProgress"', '"success" when read', '/operationStatus'),
    ],
    [
      'not read',
      { request: operation('inProgress'), parts: [trial('x', operation('success'))] },
      open('it was not read afterwards'),
    ],
    [
      'refused, and refused when read',
      {
        request: refusal,
        reads: [{ template: '/x', exchange: operation('success') }],
        trials: [trial('x', operation('success'), { read: refusal })],
      },
      open('it was not read afterwards'),
    ],
    [
      'not in the answer, and not when read',
      {
        request: operation('inProgress'),
        reads: [{ template: '/x', exchange: operation() }],
        trials: [trial('x', operation(), { read: operation('success') })],
      },
      open('it was not read afterwards'),
    ],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
