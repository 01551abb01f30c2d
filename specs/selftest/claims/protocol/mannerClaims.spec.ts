import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
import type { Exchange, Refused } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const fault = (code: unknown = 'invalidRequest', more: object = {}): object => ({
  error: { code, message: 'x', ...more },
});
const refusal = answered(400, fault());
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const repeated = (refused: Refused, exchange: Exchange): Row[1] => ({
  request: shown(),
  repeated: [{ ...exchange, earlier: [refused] }],
});

/** How a server throttles, meets conflicts and keeps to one answer, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/update#1 retry-after': [
    ['never refused', { request: shown() }, kept],
    ['told when to come back', repeated({ status: 429, retryAfter: '1' }, shown()), kept],
    [
      'not told when to come back',
      repeated({ status: 429 }, { ...shown(), path: `/${'x'.repeat(200)}` }),
      broken('a header Retry-After', `none in the answer to GET /${'x'.repeat(99)}`),
    ],
    ['refused otherwise', repeated({ status: 503 }, shown()), kept],
    [
      'not told the second time',
      {
        request: shown(),
        repeated: [shown(), { ...shown(), earlier: [{ status: 429, retryAfter: '1' }, { status: 429 }] }],
      },
      broken('a header Retry-After', 'none in the answer to GET /x'),
    ],
    ['no answer', { request: unanswered }, open('the connection was reset')],
    ['not sent', {}, open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/update#1 unasked': [
    ['one answer', { request: shown() }, kept],
    [
      'more than one',
      { request: { ...shown(), unasked: true } },
      broken('one answer to one request', 'more bytes on the same connection'),
    ],
    ['no answer', { request: unanswered }, open('the connection was reset')],
    ['no request', {}, open('the request was not sent')],
    ['no request, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/update#1 contention': [
    [
      'refused for a conflict, and then taken',
      repeated({ status: 409 }, { ...answered(399), path: `/${'x'.repeat(200)}` }),
      broken('a success at once', `status 409, then 399, for GET /${'x'.repeat(99)}`),
    ],
    ['refused for a conflict, and then for good', repeated({ status: 409 }, refusal), kept],
    ['refused for a conflict, and then not answered', repeated({ status: 409 }, unanswered), kept],
    ['refused otherwise, and then taken', repeated({ status: 429 }, shown()), kept],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
