import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
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
const definition = (change: object): Exchange => answered(200, { id: '1', ...change });
const category = '#microsoft.graph.groupPolicyCategory';

/** How a server answers queries and pages, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/get#1/protocol select': [
    ['there', probe('select', answered(200, { groupPolicyObjectId: 'g' })), kept],
    ['null', probe('select', answered(200, { groupPolicyObjectId: null })), kept],
    [
      'not there',
      probe('select', answered(200, { id: '1' })),
      broken('groupPolicyObjectId', 'nothing', '/groupPolicyObjectId'),
    ],
    [
      'as it is known',
      { ...probe('select', answered(200, { groupPolicyObjectId: 'G' })), known: { groupPolicyObjectId: 'g' } },
      kept,
    ],
    [
      'otherwise than it is known',
      { ...probe('select', answered(200, { groupPolicyObjectId: 'h' })), known: { groupPolicyObjectId: 'g' } },
      broken('"g"', '"h"', '/groupPolicyObjectId', 'h'),
    ],
    [
      'with null for another property that has a value',
      {
        ...probe('select', answered(200, { content: null, groupPolicyObjectId: file['groupPolicyObjectId'] })),
        before: shown(),
      },
      broken('"a text"', 'null', '/content', null),
    ],
    [
      'with another value of another property',
      {
        ...probe('select', answered(200, { groupPolicyObjectId: file['groupPolicyObjectId'], content: 'b' })),
        before: shown(),
        again: shown(),
      },
      broken('"a text"', '"b"', '/content', 'b'),
    ],
    [
      'with another property as it was',
      {
        ...probe('select', answered(200, { groupPolicyObjectId: file['groupPolicyObjectId'], content: 'a text' })),
        before: shown(),
        again: shown(),
      },
      kept,
    ],
    [
      'and changes another property',
      {
        ...probe('select', answered(200, { groupPolicyObjectId: file['groupPolicyObjectId'] })),
        before: shown(),
        again: shown({ content: 'b' }),
      },
      broken('"a text"', '"b"', '/content', 'b'),
    ],
    [
      'and removes the entity',
      {
        ...probe('select', answered(200, { groupPolicyObjectId: file['groupPolicyObjectId'] })),
        before: shown(),
        again: notFound,
      },
      broken('the entity afterwards', 'status 404 (itemNotFound)'),
    ],
    [
      'and no answer afterwards',
      {
        ...probe('select', answered(200, { groupPolicyObjectId: file['groupPolicyObjectId'] })),
        before: shown(),
        again: unanswered,
      },
      open('the connection was reset'),
    ],
    [
      'and it could not be read before',
      {
        ...probe('select', answered(200, { groupPolicyObjectId: 'g', content: null })),
        before: notFound,
        again: shown(),
      },
      kept,
    ],
    ['refused', probe('select', refusal), broken('status 200 and the entity', 'status 400 (invalidRequest)')],
    ['no answer', probe('select', unanswered), open('the connection was reset')],
    ['not sent', {}, open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyDefinition/get#1/protocol expand/category': [
    [
      'what is there',
      { ...probe('expand/category', definition({ category: { id: '2' } })), linked: { category: ['2'] } },
      kept,
    ],
    ['null', probe('expand/category', definition({ category: null })), kept],
    [
      'null, where something is there',
      { ...probe('expand/category', definition({ category: null })), linked: { category: ['2'] } },
      broken('the entity "2"', '0 entities without it', '/category'),
    ],
    [
      'another one',
      { ...probe('expand/category', definition({ category: { id: '3' } })), linked: { category: ['2'] } },
      broken('the entity "2"', '1 entities without it', '/category'),
    ],
    ['nothing', probe('expand/category', definition({})), broken('what category leads to', 'nothing', '/category')],
    [
      'a collection',
      probe('expand/category', definition({ category: [] })),
      broken('an object or null', 'array', '/category', []),
    ],
    [
      'something of another type',
      probe('expand/category', definition({ category: { '@odata.type': '#x' } })),
      broken(category, '"#x"', '/category'),
    ],
    ['refused', probe('expand/category', refusal), broken('status 200 and the entity', 'status 400 (invalidRequest)')],
    ['no answer', probe('expand/category', unanswered), open('the connection was reset')],
    ['another was sent', probe('expand/presentations', refusal), open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyDefinition/get#1/protocol expand/presentations': [
    [
      'all that are there, and others',
      {
        ...probe('expand/presentations', definition({ presentations: [{ id: '2' }, { id: '3' }] })),
        linked: { presentations: ['3'], category: ['9'] },
      },
      kept,
    ],
    [
      'not the second that is there',
      {
        ...probe('expand/presentations', definition({ presentations: [{ id: '2' }] })),
        linked: { presentations: ['2', '3'] },
      },
      broken('the entity "3"', '1 entities without it', '/presentations'),
    ],
    [
      'one that belongs to another',
      {
        ...probe('expand/presentations', definition({ presentations: [{ id: '2' }, { id: '4' }] })),
        linked: { presentations: ['2'] },
        foreign: { presentations: ['3', '4'], category: ['2'] },
      },
      broken('no entity "4"', 'it belongs to another, and is shown', '/presentations'),
    ],
    ['none', probe('expand/presentations', definition({ presentations: [] })), kept],
    [
      'null',
      probe('expand/presentations', definition({ presentations: null })),
      broken('an array of objects', 'null', '/presentations', null),
    ],
    [
      'a text among them',
      probe('expand/presentations', definition({ presentations: [{}, 'x'] })),
      broken('an array of objects', 'array', '/presentations', [{}, 'x']),
    ],
    [
      'one of a derived type',
      probe(
        'expand/presentations',
        definition({ presentations: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationText' }] }),
      ),
      kept,
    ],
    [
      'the second of another type',
      probe('expand/presentations', definition({ presentations: [{}, { '@odata.type': category }] })),
      broken('#microsoft.graph.groupPolicyPresentation', `"${category}"`, '/presentations'),
    ],
  ],
  'groupPolicyDefinition/get#1/protocol agreement': [
    ['the id', probe('expand/category', definition({ groupPolicyCategoryId: 'a', category: { id: 'a' } })), kept],
    [
      'the id in another case',
      probe('expand/category', definition({ groupPolicyCategoryId: 'A', category: { id: 'a' } })),
      kept,
    ],
    [
      'the id in another case the other way round',
      probe('expand/category', definition({ groupPolicyCategoryId: 'a', category: { id: 'A' } })),
      kept,
    ],
    [
      'another',
      probe('expand/category', definition({ groupPolicyCategoryId: 'b', category: { id: 'a' } })),
      broken('"a"', '"b"', '/groupPolicyCategoryId', 'b'),
    ],
    [
      'none',
      probe('expand/category', definition({ category: { id: 'a' } })),
      broken('"a"', 'nothing', '/groupPolicyCategoryId', null),
    ],
    [
      'nothing there',
      probe('expand/category', definition({ groupPolicyCategoryId: 'b', category: null })),
      open('nothing is known of the category: status 200'),
    ],
    [
      'refused',
      probe('expand/category', notFound),
      open('nothing is known of the category: status 404 (itemNotFound)'),
    ],
    ['not sent', {}, open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
