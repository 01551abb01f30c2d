import { expect, test } from '@playwright/test';
import { answered } from '../../../fixtures/judged.ts';
import { loadSafety } from '../../../src/contracts/load.ts';
import { Ownership } from '../../../src/safety/ownership.ts';
import { decideWrite } from '../../../src/safety/writes.ts';
import { writeModes } from '../../../src/settings/writeMode.ts';
import type { Request } from '../../../src/transport/request.ts';

const safety = loadSafety();
const root = '/deviceManagement/groupPolicyConfigurations';
const mine = '0a1b2c3d-0000-4000-8000-00000000aaaa';
const other = '0a1b2c3d-0000-4000-8000-00000000bbbb';

/** A run that saw a policy of others, and created one. */
function owning(): Ownership {
  const ownership = new Ownership();
  ownership.note(answered(200, { value: [{ id: other }] }, { path: root }));
  ownership.note(answered(201, { id: mine, displayName: 'x' }, { method: 'POST', path: root }));
  return ownership;
}

/** Why a request is not sent in each mode; empty where it is. */
type Answers = readonly [none: string, own: string, dedicated: string];
const byOwn = 'GRAPH_WRITES=own sends it';
const byDedicated = 'GRAPH_WRITES=dedicated sends it, in a tenant that GRAPH_DEDICATED_TENANTS names';
const notMine = 'this run did not create what it addresses; GRAPH_WRITES=dedicated sends it';
const nowhere = 'no setting lets it through';
const ours: Answers = [byOwn, '', ''];
const theirs: Answers = [byOwn, notMine, ''];
const shared: Answers = [byDedicated, byDedicated, ''];
const wild: Answers = [nowhere, nowhere, nowhere];
const value = `${root}/${mine}/definitionValues/v`;
const all = JSON.stringify({
  assignments: [{ target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } }],
});

const requests: readonly [method: string, path: string, due: Answers, more?: Partial<Request>][] = [
  ['GET', root, ['', '', '']],
  ['GET', `${root}/${other}?$expand=assignments`, ['', '', '']],
  ['POST', root, ours, { body: '{"displayName":"x"}' }],
  ['PATCH', `${root}/${mine}`, ours, { body: '{"displayName":"y"}' }],
  ['DELETE', `${root}/${mine}`, ours],
  ['DELETE', `${root}('${mine}')`, ours],
  ['DELETE', `${root}(%27${mine}%27)`, ours],
  ['DELETE', `${root}/${mine.replace('-', '%2D')}`, ours],
  ['POST', `${value.slice(0, -2)}`, ours, { body: '{"enabled":true,"definition@odata.bind":"https://x/1"}' }],
  ['PATCH', value, ours, { body: '{"enabled":false}' }],
  ['POST', `${value}/presentationValues`, ours, { body: '{"presentation@odata.bind":"https://x/1"}' }],
  ['POST', `${root}/${mine}/updateDefinitionValues`, ours, { body: '{"added":[],"updated":[],"deletedIds":[]}' }],
  ['POST', `${root}/${mine}/assign`, [byDedicated, '', ''], { body: '{ "assignments": [] }' }],

  ['PATCH', `${root}/${other}`, theirs, { body: '{"displayName":"y"}' }],
  ['DELETE', `${root}/${other}`, theirs],
  ['DELETE', `${root}('${other}')`, theirs],
  ['DELETE', `${root}/${mine.toUpperCase()}`, theirs],
  ['DELETE', `${root}/${mine}%20`, theirs],
  ['DELETE', `${root}/${mine},${other}`, theirs],
  ['POST', `${root}/${other}/definitionValues`, theirs, { body: '{}' }],
  ['POST', `${root}/${other}/assign`, [byDedicated, notMine, ''], { body: '{"assignments":[]}' }],
  ['DELETE', `/deviceManagement/groupPolicyMigrationReports/${mine}`, theirs],

  ['POST', `${root}/${mine}/assign`, shared, { body: all }],
  ['POST', `${root}/${mine}/assign`, shared],
  ['POST', `${root}/${mine}/assign`, shared, { body: '{"assignments":[],"assignments":[{}]}' }],
  ['POST', `${root}/${mine}/assignments`, shared, { body: '{}' }],
  ['PATCH', `${root}/${mine}/assignments/a`, shared, { body: '{}' }],
  ['PATCH', `${value}/definition`, shared, { body: '{}' }],
  ['PATCH', `${value}/presentationValues/p/presentation`, shared, { body: '{}' }],
  ['DELETE', `${value}/presentationValues/p/definitionValue`, shared],
  ['DELETE', `${value}/presentationValues/p/presentation/definition/category/parent`, shared],
  ['PATCH', `/deviceManagement/groupPolicyDefinitions/${mine}`, shared, { body: '{}' }],
  ['POST', '/deviceManagement/groupPolicyUploadedDefinitionFiles', shared, { body: '{}' }],
  ['POST', '/deviceManagement/groupPolicyMigrationReports/createMigrationReport', shared, { body: '{}' }],

  ['POST', root, [byOwn, 'with assignments is not sent', ''], { body: all }],
  ['PATCH', `${root}/${mine}`, [byOwn, 'with Assignments is not sent', ''], { body: '{"Assignments":[{}]}' }],
  ['POST', root, [byOwn, 'with assignments@odata.bind', ''], { body: '{"assignments@odata.bind":["https://x"]}' }],
  ['PATCH', value, [byOwn, 'with definition is', ''], { body: '{"definition":{"displayName":"y"}}' }],
  ['POST', root, [byOwn, 'with definition is', ''], { body: '{"definitionValues":[{"definition":{"id":"1"}}]}' }],
  ['PATCH', `${root}/${mine}`, [byOwn, 'with definitionValues@delta', ''], { body: '{"definitionValues@delta":[]}' }],
  ['POST', root, [byOwn, 'with a body that is no JSON', ''], { body: '{"assignments":[{}],' }],
  ['POST', root, [byOwn, 'with a body that is no JSON', ''], { body: '{"\\u0061ssignments":[{}],' }],
  ['POST', root, ours, { body: '{"displayName": "cut' }],

  ['PUT', `${root}/${mine}`, wild, { body: '{}' }],
  ['delete', `${root}/${mine}`, wild],
  ['MERGE', `${root}/${mine}`, wild],
  ['POST', '/$batch', wild, { body: '{"requests":[]}' }],
  ['POST', `${root}/$batch`, wild],
  ['DELETE', `${root}/${mine}/`, wild],
  ['DELETE', `${root}//${mine}`, wild],
  ['DELETE', `//deviceManagement/groupPolicyConfigurations/${mine}`, wild],
  ['DELETE', `${root}/${mine}/../${other}`, wild],
  ['DELETE', `${root}/${mine}%2f..%2F${other}`, wild],
  ['DELETE', `${root}/${mine}/%2e%2e/${other}`, wild],
  ['DELETE', `${root}/${mine}%252f${other}`, wild],
  ['DELETE', `${root}/${mine}%5c..%5c${other}`, wild],
  ['DELETE', `${root}/${mine}\\..\\${other}`, wild],
  ['DELETE', `${root}/${mine}?id=${other}`, wild],
  ['DELETE', `${root}/${mine}%3Fid=${other}`, wild],
  ['DELETE', `${root}/${mine}#${other}`, wild],
  ['DELETE', `${root}/${mine}%00`, wild],
  ['DELETE', `${root}/${mine}%0d%0aX:%20y`, wild],
  ['DELETE', `${root}/${mine}%zz`, wild],
  ['DELETE', `${root}/${mine}%ff`, wild],
  ['DELETE', `${root}/${mine};${other}`, wild],
  ['DELETE', `${root}('${mine}')/..`, wild],
  ['DELETE', `${root}('')`, wild],
  ['DELETE', `${root}/`, wild],
  ['DELETE', root, wild],
  ['DELETE', `${value}/definition/$ref`, wild],
  ['DELETE', `${root}/${mine}/$ref`, wild],
  ['DELETE', `${root}/${mine}/microsoft.graph.groupPolicyConfiguration`, wild],
  ['POST', `${root}/${mine}/microsoft.graph.assign`, wild, { body: '{"assignments":[]}' }],
  ['DELETE', `/DeviceManagement/GroupPolicyConfigurations/${mine}`, wild],
  ['DELETE', `/deviceManagement/deviceConfigurations/${mine}`, wild],
  ['DELETE', `/users/${mine}`, wild],
  ['DELETE', `/v1.0${root}/${mine}`, wild],
  ['DELETE', `https://elsewhere.example${root}/${mine}`, wild],
  ['DELETE', '', wild],
  ['GET', `${root}/${other}`, wild, { headers: { 'X-HTTP-Method-Override': 'DELETE' } }],
  ['POST', root, wild, { headers: { 'x-http-method': 'DELETE' } }],
  ['POST', root, wild, { headers: { 'X-Method-Override': 'PUT' } }],
];

for (const [number, [method, path, due, more = {}]] of requests.entries()) {
  const modes = writeModes.filter((_mode, index) => due[index] === '');
  const title = `${number + 1}. ${method} ${path} ${more.body ?? ''} is sent with ${modes.join(', ') || 'no mode'}`;
  test(title, () => {
    for (const [index, mode] of writeModes.entries()) {
      const decision = decideWrite(mode, { method, path, ...more }, safety, owning());
      if (due[index] === '') expect(decision, mode).toBeUndefined();
      else expect(decision, mode).toContain(due[index]);
      expect(decision ?? '', mode).not.toContain('0a1b2c3d');
    }
  });
}
