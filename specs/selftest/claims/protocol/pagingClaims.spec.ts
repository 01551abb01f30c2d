import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
import type { Listing } from '../../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const fault = (code: unknown = 'invalidRequest', more: object = {}): object => ({
  error: { code, message: 'x', ...more },
});
const notFound = answered(404, fault('itemNotFound'));
const refusal = answered(400, fault());
const probe = (name: string, exchange: Exchange): { probes: Record<string, Exchange> } => ({
  probes: { [name]: exchange },
});
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const page = (items: readonly unknown[], more: object = {}, path = '/x'): Exchange =>
  answered(200, { ...more, value: items }, { path });
const paged = (...pages: Exchange[]): { paged: Listing } => ({ paged: { template: '/x', pages } });
const next = { '@odata.nextLink': 'http://127.0.0.1/next' };

/** How a server answers page by page, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/list#1/protocol pages': [
    [
      'each once',
      {
        ...paged(page([{ id: '1' }, { id: '2' }], next), page([{ id: '3' }])),
        members: [shown({ id: '3' }), notFound],
      },
      kept,
    ],
    ['no entity at all', paged(page([])), kept],
    [
      'one twice',
      paged(page([{ id: '1' }, { id: '2' }], next), page([{ id: '3' }, { id: '2' }])),
      broken('the entity "2" once', 'it is on two pages', '/value'),
    ],
    [
      'one lost',
      { ...paged(page([{ id: '1' }, { id: '2' }], next), page([])), members: [shown({ id: '2' }), shown({ id: '3' })] },
      broken('the entity "3" on some page', '2 entities without it on 2 pages', '/value'),
    ],
    [
      'an end that leads on',
      paged(page([{ id: '1' }], next)),
      broken(
        'a last page without @odata.nextLink',
        'a link that leads to a page read before, or nowhere',
        '/@odata.nextLink',
        'http://127.0.0.1/next',
      ),
    ],
    ['an end with null is the business of another claim', paged(page([], { '@odata.nextLink': null })), kept],
    [
      'refused at once',
      paged(refusal),
      { outcome: 'kept', note: 'the server refuses $top, which the page does not promise' },
    ],
    [
      'one lost, after one that is not known any more',
      { ...paged(page([{ id: '1' }])), members: [notFound, shown({ id: '3' })] },
      broken('the entity "3" on some page', '1 entities without it on 1 pages', '/value'),
    ],
    ['as many as asked for', paged(page([{ id: '1' }, { id: '2' }], {}, '/x?$top=2')), kept],
    [
      'more than asked for',
      paged(page([{ id: '1' }, { id: '2' }, { id: '3' }], {}, '/x?$count=true&$top=2')),
      broken('2 entities at most', '3 on the first page', '/value'),
    ],
    [
      'more than asked for, and one lost',
      { ...paged(page([{ id: '1' }, { id: '2' }, { id: '4' }], {}, '/x?$top=2')), members: [shown({ id: '3' })] },
      broken('the entity "3" on some page', '3 entities without it on 1 pages', '/value'),
    ],
    [
      'one lost behind a link that is not followed',
      { ...paged(page([{ id: '1' }], next)), members: [shown({ id: '3' })], gaps: { 'next-link': 'not followed' } },
      broken('the entity "3" on some page', '1 entities without it on 1 pages; not followed', '/value'),
    ],
    [
      'a link at the end that is not followed',
      { ...paged(page([{ id: '1' }], next)), gaps: { 'next-link': 'not followed' } },
      broken('a last page without @odata.nextLink', 'not followed', '/@odata.nextLink', 'http://127.0.0.1/next'),
    ],
    ['no answer at once', paged(unanswered), open('the connection was reset')],
    ['no page', paged(), open('it was not read')],
    ['refused later', paged(page([], next), refusal), broken('status 200 and a page', 'status 400 (invalidRequest)')],
    ['refused otherwise', paged(notFound), broken('status 200 and a page', 'status 404 (itemNotFound)')],
    ['no answer', paged(page([], next), unanswered), open('the connection was reset')],
    ['not read', {}, open('it was not read')],
    ['not read, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/list#1/protocol last-page': [
    ['no link', paged(page([], next), page([])), kept],
    ['null', paged(page([], { '@odata.nextLink': null })), broken('no @odata.nextLink', 'null', '/@odata.nextLink')],
    ['a link', paged(page([], next)), broken('no @odata.nextLink', '"http://127.0.0.1/next"', '/@odata.nextLink')],
    ['refused', paged(refusal), { outcome: 'kept', note: 'the server refuses $top, which the page does not promise' }],
    ['refused later', paged(page([], next), refusal), open('status 400 (invalidRequest)')],
    ['not found', paged(notFound), open('status 404 (itemNotFound)')],
    ['not read', {}, open('it was not sent')],
    ['not read, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/list#1/protocol count': [
    ['the number', probe('count', page([{}, {}], { '@odata.count': 2 })), kept],
    ['more', probe('count', page([{}], { '@odata.count': 2 })), broken('1', '2', '/@odata.count', 2)],
    ['less', probe('count', page([{}, {}], { '@odata.count': 1 })), broken('2', '1', '/@odata.count', 1)],
    ['more than on the first page', probe('count', page([{}, {}], { ...next, '@odata.count': 3 })), kept],
    [
      'as many as on the first page, which an empty one follows',
      probe('count', page([{}, {}], { ...next, '@odata.count': 2 })),
      kept,
    ],
    [
      'less than on the first page, which is not the last',
      probe('count', page([{}, {}], { ...next, '@odata.count': 1 })),
      broken('2 or more', '1', '/@odata.count', 1),
    ],
    [
      'less than are known, on the first page, which is not the last',
      { ...probe('count', page([{}], { ...next, '@odata.count': 1 })), members: [shown(), shown(), notFound] },
      broken('2 or more', '1', '/@odata.count', 1),
    ],
    [
      'the number, and null for a link',
      probe('count', page([{}], { '@odata.nextLink': null, '@odata.count': 1 })),
      kept,
    ],
    [
      'more, and null for a link',
      probe('count', page([{}], { '@odata.nextLink': null, '@odata.count': 2 })),
      broken('1', '2', '/@odata.count', 2),
    ],
    [
      'the number, and on a page that of the page',
      {
        ...probe('count', page([{}, {}, {}], { '@odata.count': 3 })),
        ...paged(page([{}, {}], { ...next, '@odata.count': 3 }), page([{}], { '@odata.count': 1 })),
        members: [shown(), shown(), shown()],
      },
      broken('3 or more', '1', '/@odata.count', 1),
    ],
    [
      'the number, also on pages, or not at all',
      {
        ...probe('count', page([{}, {}, {}], { '@odata.count': 3 })),
        ...paged(page([{}, {}], { ...next, '@odata.count': 3 }), page([{}])),
        members: [shown(), shown(), shown()],
      },
      kept,
    ],
    [
      'the number, and a text on a page',
      { ...probe('count', page([{}], { '@odata.count': 1 })), ...paged(page([{}], { '@odata.count': '1' })) },
      broken('a number', 'string', '/@odata.count', '1'),
    ],
    ['a text', probe('count', page([], { '@odata.count': '0' })), broken('a number', 'string', '/@odata.count', '0')],
    ['not given', probe('count', page([])), { outcome: 'kept', note: 'the server does not count' }],
    [
      'refused',
      probe('count', refusal),
      { outcome: 'kept', note: 'the server refuses $count, which the page does not promise' },
    ],
    ['no answer', probe('count', unanswered), open('the connection was reset')],
    ['not sent', {}, open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
