import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const notFound = answered(404, { error: { code: 'itemNotFound', message: 'x' } });
const shown = (change: object = {}): Exchange => answered(200, { ...file, ...change });
const other = { content: 'b' };
const different = broken('"a text"', '"b"', '/content', 'b');
const key = '/deviceManagement/groupPolicyObjectFiles/{groupPolicyObjectFileId}';
const uploads = '/deviceManagement/groupPolicyUploadedDefinitionFiles/{groupPolicyUploadedDefinitionFileId}';
const upload = { id: '1', displayName: 'a' };
const namedUpload = { '@odata.type': '#microsoft.graph.groupPolicyUploadedDefinitionFile', ...upload };

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
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
