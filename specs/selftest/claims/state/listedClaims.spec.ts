import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
import type { Listing } from '../../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const notFound = answered(404, { error: { code: 'itemNotFound', message: 'x' } });
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const other = { content: 'b' };
const set = '/deviceManagement/groupPolicyObjectFiles';
const page = (...value: unknown[]): Exchange => answered(200, { value });
const listing = (template: string, ...pages: Exchange[]): Listing => ({ template, pages });
const listed = (...pages: Exchange[]): { listings: Listing[] } => ({ listings: [listing(set, ...pages)] });

const posted = {
  request: answered(201, file),
  sent: { content: 'a text', ouDistinguishedName: 'a unit' },
  again: answered(201, { ...file, id: '2', content: 'b' }),
  sentAgain: { content: 'b', ouDistinguishedName: 'a unit' },
};

/** What a collection shows, and what claims about what is in it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/list#1 listed': [
    ['each once', { ...listed(page(file), page({ ...file, id: '2' })), members: [shown(), shown({ id: '2' })] }, kept],
    ['others besides', { ...listed(page({ ...file, id: '2' }, file)), members: [shown()] }, kept],
    [
      'not',
      { ...listed(page({ ...file, id: '2' })), members: [shown()] },
      broken('the entity "1" once', '0 times', '/value'),
    ],
    [
      'twice, on two pages',
      { ...listed(page(file), page(file)), members: [shown()] },
      broken('the entity "1" once', '2 times', '/value'),
    ],
    [
      'the second otherwise',
      { ...listed(page({ ...file, id: '2' }, { ...file, ...other })), members: [notFound, shown()] },
      broken('"a text"', '"b"', '/value/1/content', 'b'),
    ],
    [
      'otherwise in what is blamed already',
      { ...listed(page({ ...file, ...other })), members: [shown()] },
      kept,
      ['type/content'],
    ],
    [
      'nothing known to be there',
      { ...listed(page(file)), members: [notFound] },
      open('nothing is known to be in the collection'),
    ],
    [
      'a refusal',
      { ...listed(page(file), notFound), members: [shown()] },
      broken('status 200 and a collection', 'status 404 (itemNotFound)'),
    ],
    ['no answer', { ...listed(unanswered), members: [shown()] }, open('the connection was reset')],
    [
      'another collection was read',
      { listings: [listing('/x', page(file))], members: [shown()] },
      open('it was not read'),
    ],
    ['not read, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    [
      'not read, and why just this one',
      { gaps: { request: 'nothing to be found', [set]: 'no key is known' } },
      open('no key is known'),
    ],
  ],
  'groupPolicyObjectFile/create#1 listed': [
    ['the new one', { ...listed(page(file)), request: answered(201, file) }, kept],
    [
      'both new ones',
      {
        ...listed(page(file, { ...file, id: '2' })),
        request: answered(201, file),
        again: answered(201, { ...file, id: '2' }),
      },
      kept,
    ],
    [
      'the second new one not',
      { ...listed(page(file)), request: answered(201, file), again: answered(201, { ...file, id: '2' }) },
      broken('the entity "2" once', '0 times', '/value'),
    ],
    [
      'a third one with other values',
      { ...listed(page(file, { ...file, id: '2', content: 'b' }, { ...file, id: '3', content: 'c' })), ...posted },
      kept,
    ],
    [
      'a third one with some of the values of the second',
      {
        ...listed(page(file, { ...file, id: '2', content: 'b' }, { ...file, id: '3', content: 'b' })),
        ...posted,
        sentAgain: { content: 'b', ouDistinguishedName: 'another unit' },
      },
      kept,
    ],
    [
      'a third one with the values of the first',
      { ...listed(page(file, { ...file, id: '2', content: 'b' }, { ...file, id: '3' })), ...posted },
      broken('one entity with the values that were sent', 'another one', '/value/2'),
    ],
    [
      'a third one with the values of the second, on another page, first',
      {
        ...listed(page({ ...file, id: '3', content: 'b' }), page(file, { ...file, id: '2', content: 'b' })),
        ...posted,
      },
      broken('one entity with the values that were sent', 'another one', '/value/0'),
    ],
    [
      'a third one, where what tells is blamed already',
      { ...listed(page(file, { ...file, id: '2', content: 'b' }, { ...file, id: '3' })), ...posted },
      kept,
      ['echo/content'],
    ],
    [
      'a third one with the values of the second, which was sent more than once',
      {
        ...listed(page({ ...file, id: '3', content: 'b' }, file, { ...file, id: '2', content: 'b' })),
        ...posted,
        again: { ...posted.again, earlier: [{ status: 503 }] },
      },
      kept,
    ],
    [
      'a third one with the values of the second, whose answer was lost',
      { ...listed(page({ ...file, id: '3', content: 'b' }, file)), ...posted, again: unanswered },
      kept,
    ],
    [
      'a third one, where both were sent the same values',
      {
        ...listed(page(file, { ...file, id: '2' }, { ...file, id: '3' })),
        ...posted,
        again: answered(201, { ...file, id: '2' }),
        sentAgain: { content: 'a text', ouDistinguishedName: 'a unit' },
      },
      kept,
    ],
    ['nothing new', { ...listed(page(file)), members: [shown()] }, open('nothing is known to be in the collection')],
  ],
  'groupPolicyObjectFile/delete#1 listed': [
    ['others', { ...listed(page({ ...file, id: '2' })), known: { id: '1' } }, kept],
    [
      'what was deleted',
      { ...listed(page({ id: '2' }, file)), known: { id: '1' } },
      broken('no entity "1"', 'it is listed', '/value/1'),
    ],
    [
      'nothing is known of what was deleted',
      listed(page({ content: 'x' })),
      open('nothing is known of what was deleted'),
    ],
    [
      'what was deleted, as the first',
      { ...listed(page(file)), known: { id: '1' } },
      broken('no entity "1"', 'it is listed', '/value/0'),
    ],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
