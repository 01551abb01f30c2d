import { expect, test } from '@playwright/test';
import { answered, findingOf, type Row } from '../../../../fixtures/judged.ts';
import type { Listing } from '../../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';
import type { JsonObject } from '../../../../src/value/json.ts';

const notFound = answered(404, { error: { code: 'itemNotFound', message: 'x' } });
const page = (...value: unknown[]): Exchange => answered(200, { value });
const listing = (...pages: Exchange[]): Listing => ({ template: '/x', pages });
const watched = (before: Exchange, after: Exchange): { before: Listing; after: Listing } => ({
  before: listing(before),
  after: listing(after),
});
const target: JsonObject = {
  '@odata.type': 'microsoft.graph.groupAssignmentTarget',
  deviceAndAppManagementAssignmentFilterId: null,
  deviceAndAppManagementAssignmentFilterType: 'none',
  groupId: 'g',
};
const assigned = page({ id: '1', target });
const sent: JsonObject = { assignments: [{ target }] };
const due = `${JSON.stringify([target]).slice(0, 120)}…`;

const on = { enabled: true, configurationType: 'policy' };
const off = { enabled: false, configurationType: 'policy' };
const values: JsonObject = {
  added: [{ ...on, 'definition@odata.bind': 'x' }, off],
  updated: [{ ...off, id: '2' }],
  deletedIds: ['3'],
};
const before = page({ id: '1', ...on }, { id: '2', ...on }, { id: '3', ...on });
/** The values after an action, as it was to change them but for those that are given. */
const after = (...others: unknown[]): object => ({
  sent: values,
  request: answered(204),
  watched: watched(before, page({ id: '1', ...on }, { id: '2', ...off }, ...others)),
});

const groupPolicyObjectFile = { groupPolicyObjectId: 'AB', ouDistinguishedName: 'unit' };
const report = (...reports: unknown[]): object => ({
  sent: { groupPolicyObjectFile },
  request: answered(200, { value: 'x' }),
  watched: watched(page({ id: '1' }), page({ id: '1', ...groupPolicyObjectFile }, ...reports)),
});
const files = (...languages: string[]): JsonObject => ({
  groupPolicyUploadedLanguageFiles: languages.map((languageCode) => ({ languageCode, fileName: 'f', content: 'YQ==' })),
});
const file = '/groupPolicyUploadedLanguageFiles';
const languages = (was: readonly string[], given: readonly string[], are: readonly string[]): object => ({
  sent: files(...given),
  request: answered(200, {}),
  before: answered(200, files(...was)),
  reads: [{ template: '/x', exchange: answered(200, files(...are)) }],
});

const readAfter = (entity: object): object => ({
  request: answered(200, {}),
  reads: [{ template: '/x', exchange: answered(200, entity) }],
});

/** What an action was given, what is seen before and after it, and what the claims about its effects come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyConfiguration/assign#1 effect/returns': [
    ['as assigned', { sent: sent, request: assigned, watched: watched(page(), assigned) }, kept],
    ['otherwise', { sent: sent, request: page(), watched: watched(page(), assigned) }, broken(due, '[]', '/value')],
    [
      'otherwise, in what is blamed already',
      { sent: sent, request: page(), watched: watched(page(), assigned) },
      { outcome: 'open', reason: '"returned/target" is broken', blockedBy: 'returned/target' },
      ['status', 'returned/target', 'type/target'],
    ],
    [
      'otherwise, where its type is blamed',
      { sent: sent, request: page(), watched: watched(page(), assigned) },
      { outcome: 'open', reason: '"type/id" is broken', blockedBy: 'type/id' },
      ['type/id'],
    ],
    [
      'otherwise, where something else is blamed',
      { sent: sent, request: assigned, watched: watched(page(), assigned) },
      kept,
      ['effect/type/x', 'status'],
    ],
    ['the action was not run', {}, open('the action was not run')],
    ['the action was not run, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    ['the collection was not read', { sent: sent, request: assigned }, open('the collection was not read')],
    [
      'the collection was not read, and why',
      { sent: sent, request: assigned, gaps: { watched: 'no key is known' } },
      open('no key is known'),
    ],
    [
      'the collection was refused before',
      { sent: sent, request: assigned, watched: watched(notFound, assigned) },
      open('the collection could not be read: status 404 (itemNotFound)'),
    ],
    [
      'the collection was refused afterwards',
      { sent: sent, request: assigned, watched: watched(page(), notFound) },
      open('the collection could not be read: status 404 (itemNotFound)'),
    ],
  ],
  'groupPolicyConfiguration/assign#1 effect/replaces': [
    ['nothing else is there', { sent: sent, request: assigned, watched: watched(page(), assigned) }, kept],
    [
      'nothing is there',
      { sent: sent, request: assigned, watched: watched(assigned, page()) },
      broken(due, '[]', '/value'),
    ],
  ],
  'groupPolicyUploadedDefinitionFile/uploadNewVersion#1 effect/sets': [
    ['as sent', { sent: { content: 'YQ==' }, ...readAfter({ content: 'YQ==' }) }, kept],
    [
      'as it was',
      { sent: { content: 'YQ==' }, ...readAfter({ content: 'Yg==' }) },
      broken('"YQ=="', '"Yg=="', '/content'),
    ],
    ['not read', { sent: { content: 'YQ==' }, request: answered(200, {}) }, open('it was not read afterwards')],
  ],
  'groupPolicyMigrationReport/updateScopeTags#1 effect/sets': [
    [
      'an action that changes no collection',
      {
        sent: { roleScopeTagIds: ['1'] },
        reads: [{ template: '/x', exchange: answered(200, { roleScopeTagIds: ['1'] }) }],
      },
      kept,
    ],
  ],
  'groupPolicyConfiguration/assign#1 effect/identifies': [
    ['the ids in the answer are listed', { sent, request: assigned, watched: watched(page(), assigned) }, kept],
    [
      'the second id in the answer is not listed',
      { sent, request: page({ id: '1', target }, { id: '9', target }), watched: watched(page(), assigned) },
      broken('an id among "1"', '"9"', '/value/1/id'),
    ],
  ],
  'groupPolicyConfiguration/updateDefinitionValues#1 effect/adds': [
    ['both are there', after({ id: '4', ...off }, { id: '5', ...on }), kept],
    [
      'one is missing',
      after({ id: '4', ...on }),
      broken(
        `${JSON.stringify(off)}, once for each time it was sent`,
        `1 new values: ${JSON.stringify([{ id: '4', ...on }])}`,
        '/value',
      ),
    ],
    [
      'the one that is bound is missing',
      after({ id: '4', ...off }),
      broken(
        `${JSON.stringify(on)}, once for each time it was sent`,
        `1 new values: ${JSON.stringify([{ id: '4', ...off }])}`,
        '/value',
      ),
    ],
    [
      'one is there twice, the other not',
      after({ id: '4', ...on }, { id: '5', ...on }),
      broken(
        `${JSON.stringify(off)}, once for each time it was sent`,
        `2 new values: ${JSON.stringify([
          { id: '4', ...on },
          { id: '5', ...on },
        ]).slice(0, 120)}`,
        '/value',
      ),
    ],
    [
      'one more is there',
      after({ id: '4', ...on }, { id: '5', ...off }, { id: '6' }),
      broken(
        '2 new values',
        `3 new values: ${JSON.stringify([{ id: '4', ...on }, { id: '5', ...off }, { id: '6' }]).slice(0, 120)}…`,
        '/value',
      ),
    ],
  ],
  'groupPolicyConfiguration/updateDefinitionValues#1 effect/updates': [
    ['as sent', after(), kept],
    ['as it was', { ...after(), watched: watched(before, before) }, broken('false', 'true', '/value/1/enabled')],
    [
      'not there',
      { ...after(), watched: watched(before, page()) },
      broken('the value "2"', 'it is not listed', '/value'),
    ],
  ],
  'groupPolicyConfiguration/updateDefinitionValues#1 effect/deletes': [
    ['not there', after(), kept],
    ['still there', after({ id: '3', ...on }), broken('no "3"', 'it is still there', '/value')],
  ],
  'groupPolicyConfiguration/updateDefinitionValues#1 effect/keeps': [
    ['the other is as it was', after(), kept],
    [
      'the other is gone',
      { ...after(), watched: watched(before, page()) },
      broken('the value "1"', 'it is not listed', '/value'),
    ],
    [
      'there was no other',
      { ...after(), watched: watched(page({ id: '2', ...on }, { id: '3', ...on }), page()) },
      open('there was no other value'),
    ],
  ],
  'groupPolicyMigrationReport/createMigrationReport#1 effect/creates': [
    [
      'a report, the id in another case',
      report({ id: '2', groupPolicyObjectId: 'ab', ouDistinguishedName: 'unit' }),
      kept,
    ],
    [
      'none but the one that was there',
      report(),
      broken('a new report with the groupPolicyObjectId that was sent', '0 new reports, none with it', '/value'),
    ],
    [
      'a report on another object',
      report({ id: '2', groupPolicyObjectId: 'x', ouDistinguishedName: 'unit' }),
      broken('a new report with the groupPolicyObjectId that was sent', '1 new reports, none with it', '/value'),
    ],
    [
      'a report of another unit',
      report({ id: '2', groupPolicyObjectId: 'AB', ouDistinguishedName: null }),
      broken('"unit"', 'null', '/value/1/ouDistinguishedName'),
    ],
  ],
  'groupPolicyUploadedDefinitionFile/updateLanguageFiles#1 effect/updates': [
    ['there once', languages(['de', 'fr'], ['de'], ['de', 'fr']), kept],
    [
      'not there',
      languages(['de', 'fr'], ['de'], ['fr']),
      broken('a file like that for "de"', '1 files, none like it', file),
    ],
    ['there twice', languages(['de', 'fr'], ['fr'], ['fr', 'de', 'fr']), broken('1 file for "fr"', '2', file)],
    ...['fileName', 'content'].map(
      (name): Row => [
        `there with another ${name}`,
        {
          ...languages(['de'], ['de'], ['de']),
          sent: {
            groupPolicyUploadedLanguageFiles: [{ languageCode: 'de', fileName: 'f', content: 'YQ==', [name]: 'Yg==' }],
          },
        },
        broken('a file like that for "de"', '1 files, none like it', file),
      ],
    ),
    ['another is there twice', languages(['de', 'fr'], ['de'], ['fr', 'de', 'fr']), kept],
    ['not read', { ...languages([], ['de'], []), reads: [] }, open('it was not read afterwards')],
  ],
  'groupPolicyUploadedDefinitionFile/updateLanguageFiles#1 effect/keeps': [
    ['still there', languages(['de', 'fr'], ['de'], ['de', 'fr']), kept],
    ['there twice', languages(['de', 'fr'], ['de'], ['fr', 'de', 'fr']), broken('1 file for "fr"', '2', file)],
    ['there were no others', languages(['de'], ['de'], ['de']), open('there is no file to look for')],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
