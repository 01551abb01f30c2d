import { expect, test } from '@playwright/test';
import { answered, file, findingOf, garbled, type Row, unanswered } from '../../../../fixtures/judged.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const typed = '#microsoft.graph.groupPolicyObjectFile';
const page = (...value: unknown[]): Row[1] => ({ request: answered(200, { value }) });
const made = (body: unknown): Row[1] => ({ request: answered(201, body) });
const error = { error: { code: 'itemNotFound', message: 'x' } };
const assignment = (target: object): Row[1] => ({
  request: answered(201, {
    id: '1',
    lastModifiedDateTime: '2024-01-01T00:00:00Z',
    target: {
      deviceAndAppManagementAssignmentFilterId: null,
      deviceAndAppManagementAssignmentFilterType: 'none',
      ...target,
    },
  }),
});
const presentation = { '@odata.type': '#microsoft.graph.groupPolicyPresentationText', id: '1', label: 'x' };
const moment = '2024-01-01T00:00:00Z';

/** What an answer looks like, and what claims about its form come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyObjectFile/create#1 status': [
    ['the documented status', { request: answered(201) }, kept],
    ['another success', { request: answered(200) }, broken('status 201', 'status 200', undefined, 200)],
    ['a refusal', { request: answered(404, error) }, broken('status 201', 'status 404 (itemNotFound)', undefined, 404)],
    ['no answer', { request: unanswered }, open('the connection was reset')],
    ['something that is no HTTP', { request: garbled }, broken('status 201', 'no HTTP answer')],
    ['no request', {}, open('the request was not sent')],
    ['no request, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/create#1 body': [
    ['an entity', made(file), kept],
    ['the last success', { request: answered(299, file) }, kept],
    ['the first that is none', { request: answered(300, file) }, open('the answer is no success: status 300')],
    ['none, as 204 says', { request: answered(204) }, open('the status is 204, which has no body')],
    ['an entity with 204', { request: answered(204, file) }, kept],
    ['none', made(undefined), broken('a JSON body', 'none')],
    ['no JSON', made('{'), broken('a JSON body', 'not JSON: the text ends where " is due at character 1')],
    ['no object', made([1]), broken('a JSON object', 'array', '', [1])],
    ['null', made(null), broken('a JSON object', 'null', '', null)],
    [
      'an entity in value',
      made({ value: file }),
      broken('the groupPolicyObjectFile itself', 'it is wrapped in value', '/value'),
    ],
    ['no answer', { request: unanswered }, open('the connection was reset')],
    ['no request', {}, open('the request was not sent')],
    ['no request, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
  'groupPolicyObjectFile/get#1 body': [
    [
      'an entity in value, as the example of the page has it',
      { request: answered(200, { value: file }) },
      broken(
        'the groupPolicyObjectFile itself',
        'it is wrapped in value; the wrapped example of the page is a generator artefact (CONTRIBUTING, rule 3)',
        '/value',
      ),
    ],
  ],
  'groupPolicyObjectFile/list#1 body': [
    ['a collection', page(file), kept],
    ['an empty one', page(), kept],
    ['no value', { request: answered(200, {}) }, broken('an array', 'nothing', '/value', null)],
    ['null', { request: answered(200, { value: null }) }, broken('an array', 'null', '/value', null)],
    ['one entity', { request: answered(200, { value: {} }) }, broken('an array', 'object', '/value', {})],
    ['a first item that is no object', page('x', {}), broken('an object', 'string', '/value/0', 'x')],
    ['an item that is no object', page({}, 1, 2), broken('an object', 'integer', '/value/1', 1)],
  ],
  'groupPolicyMigrationReport/updateScopeTags#1 body': [
    ['a value', { request: answered(200, { value: 'x' }) }, kept],
    ['an object is a value', { request: answered(200, { value: {} }) }, kept],
    ['no value', { request: answered(200, {}) }, broken('a value', 'nothing', '/value')],
  ],
  'groupPolicyObjectFile/create#1 media-type': [
    ['JSON', made(file), kept],
    ['JSON with parameters, in any case', { request: typedAs('Application/JSON;odata.metadata=minimal') }, kept],
    ['another', { request: typedAs('text/html') }, broken('application/json', 'text/html', undefined, 'text/html')],
    ['none', { request: typedAs(undefined) }, broken('application/json', 'no Content-Type', undefined, null)],
    ['no answer', { request: unanswered }, open('no answer')],
    ['no request', {}, open('no answer')],
  ],
  'groupPolicyObjectFile/create#1 context-first': [
    ['first', made({ '@odata.context': 'x', ...file }), kept],
    ['not there', made(file), kept],
    ['second', made({ id: '1', '@odata.context': 'x' }), broken('the first property', 'property 2', '/@odata.context')],
    ['a refusal', { request: answered(404, error) }, open('status 404 (itemNotFound)')],
    ['no request', {}, open('it was not sent')],
  ],
  'groupPolicyObjectFile/create#1 odata.type': [
    ['the type', made({ '@odata.type': typed }), kept],
    ['the type without #', made({ '@odata.type': typed.slice(1) }), kept],
    ['left out where the path declares it', made({}), kept],
    [
      'another type',
      made({ '@odata.type': '#microsoft.graph.groupPolicyCategory' }),
      broken(typed, '"#microsoft.graph.groupPolicyCategory"', '/@odata.type', '#microsoft.graph.groupPolicyCategory'),
    ],
    [
      'no type of ours',
      made({ '@odata.type': '#microsoft.graph.nothing' }),
      broken(typed, '"#microsoft.graph.nothing"', '/@odata.type', '#microsoft.graph.nothing'),
    ],
    ['no text', made({ '@odata.type': 5 }), broken(typed, 'integer', '/@odata.type', 5)],
    ['no answer', { request: unanswered }, open('the connection was reset')],
  ],
  'groupPolicyPresentation/get#1 odata.type': [
    ['a derived type', { request: answered(200, presentation) }, kept],
    [
      'the type itself',
      { request: answered(200, { '@odata.type': '#microsoft.graph.groupPolicyPresentation' }) },
      kept,
    ],
  ],
  'groupPolicyPresentationText/get#1 odata.type': [
    ['the type', { request: answered(200, presentation) }, kept],
    [
      'left out where the path declares another',
      { request: answered(200, { id: '1' }) },
      broken(
        '#microsoft.graph.groupPolicyPresentationText',
        'nothing, though the path declares only groupPolicyPresentation',
        '/@odata.type',
      ),
    ],
  ],
  'groupPolicyObjectFile/list#1 odata.type': [
    ['every one right', page(file, {}), kept],
    ['none at all', page(), kept],
    [
      'the second wrong',
      page(file, { '@odata.type': '#x' }, { '@odata.type': 7 }),
      broken(typed, '"#x"', '/value/1/@odata.type', '#x'),
    ],
    ['a refusal', { request: answered(404, error) }, open('status 404 (itemNotFound)')],
  ],
  'groupPolicyObjectFile/create#1 returned/content': [
    ['there', made(file), kept],
    ['not there', made({ ...file, content: undefined }), broken('Edm.String', 'nothing', '/content')],
    ['of another type', made({ ...file, content: 7 }), kept],
    ['no entity', made(undefined), open('no groupPolicyObjectFile is in the answer')],
  ],
  'groupPolicyObjectFile/create#1 type/content': [
    ['of the type', made(file), kept],
    ['not there', made({ ...file, content: undefined }), kept],
    ['of another type', made({ ...file, content: 7 }), broken('Edm.String', '7 is integer, not string', '/content', 7)],
    ['another property is wrong', made({ ...file, id: 7 }), kept],
  ],
  'groupPolicyObjectFile/list#1 returned/content': [
    ['in every item', page(file, file), kept],
    ['not in the second', page(file, { id: '2' }), broken('Edm.String', 'nothing', '/value/1/content')],
    ['no item', page(), open('no groupPolicyObjectFile is in the answer')],
    [
      'not on the second page',
      {
        ...page(file),
        listings: [
          { template: '/elsewhere', pages: [answered(200, { value: [{ id: '3' }] })] },
          {
            template: '/deviceManagement/groupPolicyObjectFiles',
            pages: [answered(200, { value: [file] }), answered(200, { value: [{ id: '2' }] })],
          },
        ],
      },
      broken('Edm.String', 'nothing', '/value/0/content'),
    ],
  ],
  'groupPolicyPresentationText/list#1 returned/label': [
    [
      'not in items of the type',
      page({ ...presentation, label: undefined }),
      broken('Edm.String', 'nothing', '/value/0/label'),
    ],
    [
      'not in items of other types',
      page(presentation, { '@odata.type': '#microsoft.graph.groupPolicyPresentationTextBox' }, { id: '3' }),
      kept,
    ],
  ],
  'groupPolicyConfigurationAssignment/create#1 type/target/': [
    [
      'no member of an enum in a complex value',
      assignment({ deviceAndAppManagementAssignmentFilterType: 'some' }),
      kept,
    ],
    [
      'a text that is none in a complex value',
      assignment({ deviceAndAppManagementAssignmentFilterId: 1 }),
      broken('Edm.String', '1 is integer, not string or null', '/target/deviceAndAppManagementAssignmentFilterId', 1),
    ],
  ],
  'groupPolicyConfigurationAssignment/create#1 derived': [
    ['the declared type', assignment({}), kept],
    [
      'a derived type, whole',
      assignment({ '@odata.type': 'microsoft.graph.groupAssignmentTarget', groupId: '1' }),
      kept,
    ],
    [
      'a derived type without a property of its own',
      assignment({ '@odata.type': 'microsoft.graph.groupAssignmentTarget' }),
      broken('Edm.String', 'nothing', '/target/groupId'),
    ],
    [
      'no type that fits',
      assignment({ '@odata.type': '#x' }),
      broken(
        '#microsoft.graph.deviceAndAppManagementAssignmentTarget or a type derived from it',
        '"#x"',
        '/target/@odata.type',
        '#x',
      ),
    ],
    ['a declared property is wrong', assignment({ deviceAndAppManagementAssignmentFilterType: 'some' }), kept],
    ['the type of the entity is wrong', made({ '@odata.type': '#x' }), kept],
    ['no entity', made(undefined), open('status 201')],
  ],
  'groupPolicyMigrationReport/updateScopeTags#1 value': [
    ['of the type', { request: answered(200, { value: 'x' }) }, kept],
    [
      'of another type',
      { request: answered(200, { value: 7 }) },
      broken('Edm.String', '7 is integer, not string', '/value', 7),
    ],
    ['not there', { request: answered(200, {}) }, open('status 200')],
    ['a refusal', { request: answered(404, error) }, open('status 404 (itemNotFound)')],
    ['no request', {}, open('it was not sent')],
  ],
  'groupPolicyPresentationValueBoolean/create#1 type/lastModifiedDateTime': [
    ['a moment', made({ lastModifiedDateTime: moment }), kept],
    [
      'a day that no calendar has',
      made({ lastModifiedDateTime: '2024-02-30T00:00:00Z' }),
      broken(
        'Edm.DateTimeOffset',
        '"2024-02-30T00:00:00Z": day 30 in February 2024 does not exist',
        '/lastModifiedDateTime',
        '2024-02-30T00:00:00Z',
      ),
    ],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}

function typedAs(type: string | undefined): ReturnType<typeof answered> {
  return answered(201, file, {
    answer: { status: 201, headers: type === undefined ? {} : { 'content-type': type }, text: '{}' },
  });
}
