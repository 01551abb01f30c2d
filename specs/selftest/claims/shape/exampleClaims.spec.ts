import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const error = { error: { code: 'itemNotFound', message: 'x' } };

/** What comes of a documented example, and of a create that leaves everything out, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/create#1 sparse': [
    ['answered with values of their types', { sparse: answered(201, file) }, kept],
    ['refused', { sparse: answered(400, error) }, { outcome: 'kept', note: 'such a create is refused' }],
    ['no entity', { sparse: answered(201) }, broken('an entity, or a refusal', 'status 201')],
    [
      'a value of another type',
      { sparse: answered(201, { ...file, content: 7 }) },
      broken('Edm.String', '7 is integer, not string', '/content', 7),
    ],
    [
      'a value of another type, as in every answer',
      { sparse: answered(201, { ...file, content: 7 }) },
      kept,
      ['type/content'],
    ],
    [
      'a value left out',
      { sparse: answered(201, { ...file, content: undefined }) },
      broken('Edm.String', 'nothing', '/content'),
    ],
    [
      'a value left out, whose type is blamed',
      { sparse: answered(201, { ...file, content: undefined }) },
      broken('Edm.String', 'nothing', '/content'),
      ['type/content'],
    ],
    ['no answer', { sparse: unanswered }, open('the connection was reset')],
    ['not sent', {}, open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/create#1 example': [
    ['answered as documented', { example: answered(201, file) }, kept],
    ['another status', { example: answered(200, file) }, broken('status 201 and an entity', 'status 200')],
    ['no entity', { example: answered(201) }, broken('status 201 and an entity', 'status 201')],
    [
      'an entity that lacks a property',
      { example: answered(201, { ...file, content: undefined }) },
      broken('Edm.String', 'nothing', '/content'),
    ],
    [
      'an entity that lacks a property, as every answer does',
      { example: answered(201, { ...file, content: undefined }) },
      kept,
      ['returned/content'],
    ],
    [
      'an entity that lacks a property, whose type is blamed',
      { example: answered(201, { ...file, content: undefined }) },
      broken('Edm.String', 'nothing', '/content'),
      ['type/content'],
    ],
    ['no answer', { example: unanswered }, open('the connection was reset')],
    ['not sent', {}, open('it was not sent')],
    ['not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
