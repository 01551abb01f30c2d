import { expect, test } from '@playwright/test';
import { answered, file, findingOf, garbled, type Row, trial, unanswered } from '../../../../fixtures/judged.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';
import type { JsonObject } from '../../../../src/value/json.ts';

const error = { error: { code: 'invalidRequest', message: 'x' } };
const refusal = answered(400, error);
const sent: JsonObject = { content: 'a text', ouDistinguishedName: 'a unit' };
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });

/** What is shown after some of the properties were sent, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
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
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
