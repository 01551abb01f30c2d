import { expect, test } from '@playwright/test';
import { answered, file, findingOf, garbled, type Row, trial, unanswered } from '../../../../fixtures/judged.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';
import { emptyObject, type JsonObject } from '../../../../src/value/json.ts';

const error = { error: { code: 'invalidRequest', message: 'x' } };
const refusal = answered(400, error);
const sent: JsonObject = { content: 'a text', ouDistinguishedName: 'a unit' };
const made = (change: object = {}): Exchange => answered(201, { ...file, ...change });
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const operation = (operationStatus?: string): Exchange => answered(200, { id: '1', operationStatus });

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
