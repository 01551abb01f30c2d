import { expect, test } from '@playwright/test';
import { api } from '../../fixtures/api.ts';
import { answered, caseOf, file, findingOf, type Row, unanswered } from '../../fixtures/judged.ts';
import { broken, kept, open } from '../../src/contract/claim.ts';
import { ownedIn } from '../../src/contract/claims/own.ts';
import type { Listing } from '../../src/contract/evidence.ts';
import type { Exchange } from '../../src/contract/exchange.ts';
import type { Owned } from '../../src/contract/owned.ts';
import type { RequestContract } from '../../src/contract/requestContract.ts';

const notFound = answered(404, { error: { code: 'itemNotFound', message: 'x' } });
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const other = { content: 'b' };
const different = broken('"a text"', '"b"', '/content', 'b');
const set = '/deviceManagement/groupPolicyObjectFiles';
const key = `${set}/{groupPolicyObjectFileId}`;
const page = (...value: unknown[]): Exchange => answered(200, { value });
const listing = (template: string, ...pages: Exchange[]): Listing => ({ template, pages });
const listed = (...pages: Exchange[]): { listings: Listing[] } => ({ listings: [listing(set, ...pages)] });
const assignments = '/deviceManagement/groupPolicyConfigurations/{groupPolicyConfigurationId}/assignments';
const uploads = '/deviceManagement/groupPolicyUploadedDefinitionFiles/{groupPolicyUploadedDefinitionFileId}';
const upload = { id: '1', displayName: 'a' };
const namedUpload = { '@odata.type': '#microsoft.graph.groupPolicyUploadedDefinitionFile', ...upload };

const posted = {
  request: answered(201, file),
  sent: { content: 'a text', ouDistinguishedName: 'a unit' },
  again: answered(201, { ...file, id: '2', content: 'b' }),
  sentAgain: { content: 'b', ouDistinguishedName: 'a unit' },
};

const beside = {
  sibling: { before: shown(), after: shown() },
  known: { id: '9' },
  sent: { content: 'plain 0123abcd' },
};
const subject = { ...file, id: '9' };
const inSet = (before: Exchange, after: Exchange): object => ({
  beside: { before: listing(set, before), after: listing(set, after) },
});
const below = (before: Exchange, after: Exchange): object => ({
  beside: { before: listing(assignments, before), after: listing(assignments, after) },
});
const carries = broken('the entity "2" as it was', 'it carries a text that was sent to another', '/value/1');

/** What a collection shows of others than the one that was changed. */
const besideRows: readonly Row[] = [
  ['others are as they were', { ...beside, ...below(page(subject, { id: '2' }), page(subject, { id: '2' })) }, kept],
  ['it carries what was sent', { ...beside, ...inSet(page(subject), page({ ...subject, ...beside.sent })) }, kept],
  [
    'another carries what was sent',
    { ...beside, ...inSet(page(subject, { id: '2' }), page(subject, { id: '2', ...beside.sent })) },
    carries,
  ],
  [
    'another carries what was sent later',
    {
      ...beside,
      trials: [{ sent: { content: 'plain 4567cdef' }, exchange: shown() }],
      ...inSet(page(subject, { id: '2' }), page(subject, { id: '2', ouDistinguishedName: 'plain 4567cdef' })),
    },
    carries,
  ],
  [
    'another has a text that tells nothing',
    { ...beside, sent: { content: 'true' }, ...inSet(page(subject), page(subject, { id: '2', content: 'true' })) },
    kept,
  ],
  [
    'another is gone',
    { ...beside, ...below(page({ id: '2' }, subject), page(subject)) },
    broken('the entity "2"', 'it is not listed any more', '/value'),
  ],
  ['another is gone that others may delete', { ...beside, ...inSet(page({ id: '2' }, subject), page(subject)) }, kept],
  ['it is gone itself', { ...beside, ...below(page({ id: '2' }, subject), page({ id: '2' })) }, kept],
  ['it was not listed', { ...beside, ...below(page({ id: '2' }), page()) }, kept],
  ['it is not listed any more', { ...beside, ...inSet(page(subject), page({ id: '2', ...beside.sent })) }, kept],
  ['others cannot be read', { ...beside, ...below(page({ id: '2' }, subject), notFound) }, kept],
];

/** What is shown of an entity by other requests, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/get#1 safe': [
    ['the same twice', { request: shown(), again: shown() }, kept],
    ['another the second time', { request: shown(), again: shown(other) }, different],
    ['another in what is blamed already', { request: shown(), again: shown(other) }, kept, ['type/content']],
    [
      'a refusal the second time',
      { request: shown(), again: notFound },
      broken('status 200 and the entity', 'status 404 (itemNotFound)'),
    ],
    ['no answer the second time', { request: shown(), again: unanswered }, open('the connection was reset')],
    ['read once', { request: shown() }, open('it was not read twice')],
    ['no entity', { request: notFound, again: shown() }, open('it was not read twice')],
  ],
  'groupPolicyObjectFile/get#1 known': [
    ['as it was made', { request: shown(), known: file }, kept],
    ['otherwise', { request: shown(other), known: file }, different],
    ['otherwise in what is blamed already', { request: shown(other), known: file }, kept, ['returned/content']],
    ['not known before', { request: shown() }, open('the entity was not known before')],
    ['no entity', { request: notFound, known: file }, open('the entity was not known before')],
  ],
  [`groupPolicyDefinitionFile/get#1 path/${uploads}`]: [
    [
      'the type only where it is not declared',
      { request: answered(200, namedUpload), reads: [{ template: uploads, exchange: answered(200, upload) }] },
      kept,
    ],
    [
      'another type where it is not declared',
      { request: answered(200, upload), reads: [{ template: uploads, exchange: answered(200, upload) }] },
      broken('"#microsoft.graph.groupPolicyDefinitionFile"', 'nothing', '/@odata.type', null),
    ],
    [
      'another value',
      {
        request: answered(200, namedUpload),
        reads: [{ template: uploads, exchange: answered(200, { ...upload, displayName: 'b' }) }],
      },
      broken('"a"', '"b"', '/displayName', 'b'),
    ],
  ],
  'groupPolicyObjectFile/update#1 path': [
    ['the same', { request: shown(), reads: [{ template: key, exchange: shown() }] }, kept],
    ['another', { request: shown(), reads: [{ template: key, exchange: shown(other) }] }, different],
    [
      'another, where echo is blamed',
      { request: shown(), reads: [{ template: key, exchange: shown(other) }] },
      kept,
      ['echo/content'],
    ],
    [
      'another, where moments are blamed',
      { request: shown(), reads: [{ template: key, exchange: shown({ createdDateTime: '2020-01-01T00:00:00Z' }) }] },
      kept,
      ['moments/createdDateTime'],
    ],
    [
      'another, where values are blamed',
      { request: shown(), reads: [{ template: key, exchange: shown(other) }] },
      kept,
      ['values/content'],
    ],
    [
      'another, where another claim is blamed',
      { request: shown(), reads: [{ template: key, exchange: shown(other) }] },
      different,
      ['part/content', 'identity'],
    ],
    [
      'another id, where the id is blamed',
      { request: shown(), reads: [{ template: key, exchange: shown({ id: '2' }) }] },
      kept,
      ['identity'],
    ],
    [
      'another id',
      { request: shown(), reads: [{ template: key, exchange: shown({ id: '2' }) }] },
      broken('"1"', '"2"', '/id', '2'),
    ],
    [
      'not found',
      { request: shown(), reads: [{ template: key, exchange: notFound }] },
      broken('status 200 and the entity', 'status 404 (itemNotFound)'),
    ],
    [
      'no answer',
      { request: shown(), reads: [{ template: key, exchange: unanswered }] },
      open('the connection was reset'),
    ],
    [
      'another path was read',
      { request: shown(), reads: [{ template: '/x', exchange: shown() }] },
      open('this path was not read'),
    ],
    ['not read, and why', { request: shown(), gaps: { [key]: 'no key is known' } }, open('no key is known')],
    [
      'no entity',
      { request: notFound, reads: [{ template: key, exchange: shown() }] },
      open('there is no answer to compare with'),
    ],
  ],
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
  'groupPolicyConfigurationAssignment/list#1 own': [
    ['no stranger', { listings: [listing(assignments, page({ id: '1' }))], strangers: ['2'] }, kept],
    [
      'a stranger',
      {
        listings: [listing('/x', page()), listing(assignments, page({ id: '1' }), page({ id: '2' }))],
        strangers: ['2'],
      },
      broken('no entity "2"', 'it is listed', '/value/1'),
    ],
    [
      'a stranger, first',
      { listings: [listing(assignments, page({ id: '2' }))], strangers: ['2'] },
      broken('no entity "2"', 'it is listed', '/value/0'),
    ],
    [
      'no stranger is known',
      { listings: [listing(assignments, page())] },
      open('nothing is known to be below another owner'),
    ],
    [
      'no stranger could be made',
      { listings: [listing(assignments, page())], gaps: { strangers: 'refused' } },
      open('refused'),
    ],
    [
      'a refusal',
      { listings: [listing(assignments, page(), notFound)], strangers: ['2'] },
      open('status 404 (itemNotFound)'),
    ],
    ['not read', { strangers: ['2'] }, open('it was not sent')],
    ['not read, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/delete#1 gone': [
    ['not found', { reads: [{ template: key, exchange: notFound }] }, kept],
    ['found', { reads: [{ template: key, exchange: shown() }] }, broken('status 404', 'status 200')],
    ['refused otherwise', { reads: [{ template: key, exchange: answered(410) }] }, broken('status 404', 'status 410')],
    ['no answer', { reads: [{ template: key, exchange: unanswered }] }, open('the connection was reset')],
    ['another path was read', { reads: [{ template: '/x', exchange: notFound }] }, open('this path was not read')],
    ['not read, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    [
      'not read, and why just this one',
      { gaps: { request: 'nothing to be found', [key]: 'no key is known' } },
      open('no key is known'),
    ],
  ],
  'groupPolicyObjectFile/update#1 sibling': [
    ['as before', { sibling: { before: shown(), after: shown() } }, kept],
    ['changed', { sibling: { before: shown(), after: shown(other) } }, different],
    ...besideRows,
    [
      'changed in what is blamed already',
      { sibling: { before: shown(), after: shown(other) } },
      kept,
      ['type/content'],
    ],
    [
      'gone',
      { sibling: { before: shown(), after: notFound } },
      broken('status 200 and the entity', 'status 404 (itemNotFound)'),
    ],
    ['no answer afterwards', { sibling: { before: shown(), after: unanswered } }, open('the connection was reset')],
    [
      'not there before',
      { sibling: { before: notFound, after: shown() } },
      open('it could not be read before: status 404 (itemNotFound)'),
    ],
    ['nothing beside it', {}, open('nothing is beside it')],
    ['nothing at all, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    [
      'nothing beside it, and why',
      { gaps: { request: 'nothing to be found', sibling: 'it is the only one' } },
      open('it is the only one'),
    ],
  ],
};

test.describe('the members of a collection have one owner', () => {
  const made = caseOf('groupPolicyConfigurationAssignment/list#1');
  const ownedWith = (change: (request: RequestContract) => RequestContract): Owned | undefined =>
    ownedIn(made, { ...api, requests: api.requests.map(change) });
  const makes = ({ request }: RequestContract): boolean =>
    request.method === 'POST' && request.paths.includes(assignments);

  test('where pages make them in it', () => expect(ownedIn(made, api)).toEqual({ through: 'assignments' }));

  test('where their way back leads to one entity', () =>
    expect(ownedIn(caseOf('groupPolicyUploadedCategory/list#2'), api)).toEqual({
      through: 'children',
      back: 'parent',
    }));

  test('below a type that a path names', () =>
    expect(ownedIn(caseOf('groupPolicyOperation/list#1'), api)).toEqual({ through: 'groupPolicyOperations' }));

  test('but not where only an action is posted to it', () =>
    expect(ownedWith((one) => (makes(one) ? { ...one, title: 'make action' } : one))).toBeUndefined());

  test('nor where it is read only', () =>
    expect(
      ownedWith((one) => (makes(one) ? { ...one, request: { ...one.request, method: 'GET' } } : one)),
    ).toBeUndefined());

  test('nor in a case that makes something, or in an entity set', () => {
    expect(ownedIn(caseOf('groupPolicyConfigurationAssignment/create#1'), api)).toBeUndefined();
    expect(ownedIn(caseOf('groupPolicyObjectFile/list#1'), api)).toBeUndefined();
  });
});

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
