import { expect, test } from '@playwright/test';
import { answered, file, findingOf, garbled, type Row, unanswered } from '../../../../fixtures/judged.ts';
import type { Evidence } from '../../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const notFound = answered(404, { error: { code: 'itemNotFound', message: 'x' } });
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const page = (...value: unknown[]): Exchange => answered(200, { value });
const key = '/deviceManagement/groupPolicyObjectFiles/{groupPolicyObjectFileId}';
const changed = shown({ content: 'b' });

/** What came of the requests of a life, chapter by chapter; `last` is the one in question. */
const told = (...chapters: readonly (readonly [id: string, ...pages: Exchange[]])[]): Partial<Evidence> => ({
  story: chapters.map(([id, ...pages]) => ({ id, pages })),
});

/** What is seen of the life of an entity, and what the claims of its chapters come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'story/made': [
    ['an entity with an id', told(['made', answered(201, file)]), kept],
    ['an entity without', told(['made', answered(201, {})]), broken('an entity with an id', 'status 201')],
    ['a refusal', told(['made', notFound]), broken('an entity with an id', 'status 404 (itemNotFound)')],
    ['no answer', told(['made', unanswered]), open('the connection was reset')],
    ['something that is no HTTP', told(['made', garbled]), broken('an entity with an id', 'no HTTP answer')],
    ['it did not come to that', {}, open('it did not come to that')],
    ['nothing was asked, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    [
      'its path was not asked, and why',
      { gaps: { request: 'nothing to be found', '/deviceManagement/groupPolicyObjectFiles': 'no key is known' } },
      open('no key is known'),
    ],
    [
      'its chapter was not told, and why',
      { gaps: { made: 'left out', '/deviceManagement/groupPolicyObjectFiles': 'no key is known' } },
      open('left out'),
    ],
  ],
  'story/shown': [
    ['as it was made', told(['made', answered(201, file)], ['shown', shown()]), kept],
    ['otherwise', told(['made', answered(201, file)], ['shown', changed]), broken('"a text"', '"b"', '/content', 'b')],
    ['at all, where nothing was made', told(['shown', shown()]), kept],
    [
      'not',
      told(['made', answered(201, file)], ['shown', notFound]),
      broken('the entity', 'status 404 (itemNotFound)'),
    ],
  ],
  'story/listed': [
    ['once, on the second page', told(['shown', shown()], ['listed', page({ id: '2' }), page(file)]), kept],
    [
      'not',
      told(['shown', shown()], ['listed', page({ id: '2' })]),
      broken('the entity "1" once', '0 times', '/value'),
    ],
    [
      'twice',
      told(['shown', shown()], ['listed', page(file), page(file)]),
      broken('the entity "1" once', '2 times', '/value'),
    ],
    [
      'while it is not known',
      told(['listed', page({ id: '2' })]),
      broken('the entity nothing once', '0 times', '/value'),
    ],
    [
      'on a page that is not answered',
      told(['shown', shown()], ['listed', page(file), unanswered]),
      open('the connection was reset'),
    ],
  ],
  'story/changed': [
    [
      'as sent',
      { ...told(['shown', shown()], ['changed', changed]), sent: { '@odata.type': 'x', content: 'b' } },
      kept,
    ],
    [
      'otherwise',
      { ...told(['shown', shown()], ['changed', changed]), sent: { ouDistinguishedName: 'a unit', content: 'c' } },
      broken('"c"', '"b"', '/content', 'b'),
    ],
    [
      'into another',
      { ...told(['shown', shown()], ['changed', shown({ id: '2' })]), sent: {} },
      broken('"1"', '"2"', '/id', '2'),
    ],
    [
      'while it is not known',
      { ...told(['changed', changed]), sent: { content: 'b' } },
      broken('null', '"1"', '/id', '1'),
    ],
    ['with no body', told(['shown', shown()], ['changed', answered(200)]), broken('the entity', 'status 200')],
  ],
  'story/seen': [
    ['as it was changed', told(['changed', changed], [`seen/${key}`, changed]), kept],
    [
      'as before',
      told(['changed', changed], [`seen/${key}`, shown()]),
      broken('"b"', '"a text"', '/content', 'a text'),
    ],
  ],
  'story/relisted': [
    [
      'as it was changed',
      told(['shown', shown()], ['changed', changed], ['relisted', page({ ...file, content: 'b' })]),
      kept,
    ],
    [
      'as before, on the second page',
      told(['shown', shown()], ['changed', changed], ['relisted', page({ id: '2' }), page(file)]),
      broken('"b"', '"a text"', '/value/1/content', 'a text'),
    ],
    [
      'not any more',
      told(['shown', shown()], ['changed', changed], ['relisted', page({ id: '2' })]),
      broken('the entity "1" once', '0 times', '/value'),
    ],
    [
      'in a refusal',
      told(['shown', shown()], ['changed', changed], ['relisted', notFound]),
      broken('the entity "1" once', '0 times', '/value'),
    ],
  ],
  'story/unlisted': [
    ['others', told(['shown', shown()], ['unlisted', page({ id: '2' }), page()]), kept],
    [
      'it, on the second page',
      told(['shown', shown()], ['unlisted', page({ id: '2' }), page(file)]),
      broken('no entity "1"', 'it is listed', '/value/1'),
    ],
    [
      'it, first',
      told(['shown', shown()], ['unlisted', page(file)]),
      broken('no entity "1"', 'it is listed', '/value/0'),
    ],
    [
      'a refusal',
      told(['shown', shown()], ['unlisted', page(), notFound]),
      broken('status 200 and a collection', 'status 404 (itemNotFound)'),
    ],
    ['no answer', told(['shown', shown()], ['unlisted', unanswered]), open('the connection was reset')],
  ],
  'story/deleted': [
    ['a success', told(['deleted', answered(204)]), kept],
    ['the last success', told(['deleted', answered(299)]), kept],
    ['the first that is none', told(['deleted', answered(300)]), broken('a success', 'status 300')],
    ['something that is no HTTP', told(['deleted', garbled]), broken('a success', 'no HTTP answer')],
  ],
  'story/gone': [
    ['not found', told(['gone', notFound]), kept],
    ['something that is no HTTP', told(['gone', garbled]), broken('status 404', 'no HTTP answer')],
    ['found', told(['gone', shown()]), broken('status 404', 'status 200')],
    ['refused otherwise', told(['gone', answered(410)]), broken('status 404', 'status 410')],
  ],
};

for (const [chapter, rows] of Object.entries(tables)) {
  test.describe(chapter, () => {
    for (const row of rows)
      test(row[0], () => expect(findingOf(`groupPolicyObjectFile/lifecycle ${chapter}`, row)).toEqual(row[2]));
  });
}
