import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { embeddedSuite } from '../../fixtures/rehearsal.ts';
import type { Exchange } from '../../src/contract/exchange.ts';
import { contractsFolder, loadSafety } from '../../src/contract/load.ts';
import type { SafetyClass, SafetyContent } from '../../src/contract/safety.ts';
import { createAjv } from '../../src/contract/schemas.ts';
import type { Request } from '../../src/graph/client.ts';
import { Ownership } from '../../src/graph/ownership.ts';
import { pathSegments } from '../../src/graph/pathSegments.ts';
import { skippedFor } from '../../src/graph/skipped.ts';
import { decideWrite, type WriteMode, writeModes } from '../../src/graph/writes.ts';

const { api, plan } = embeddedSuite;
const content = JSON.parse(readFileSync(`${contractsFolder}safety.json`, 'utf8')) as SafetyContent;
const safety = loadSafety();
const root = '/deviceManagement/groupPolicyConfigurations';
const mine = '0a1b2c3d-0000-4000-8000-00000000aaaa';
const other = '0a1b2c3d-0000-4000-8000-00000000bbbb';

function answered(method: string, path: string, status: number, body: unknown): Exchange {
  return { method, path, headers: {}, answer: { status, headers: {}, text: JSON.stringify(body) }, milliseconds: 1 };
}

/** A run that saw a policy of others, and created one. */
function owning(): Ownership {
  const ownership = new Ownership();
  ownership.note(answered('GET', root, 200, { value: [{ id: other }] }));
  ownership.note(answered('POST', root, 201, { id: mine, displayName: 'x' }));
  return ownership;
}

test.describe('contracts/safety.json', () => {
  test('is valid, and says of every documented request once what it does', () => {
    const validate = createAjv().compile(
      JSON.parse(readFileSync(`${contractsFolder}safety.schema.json`, 'utf8')) as object,
    );
    expect(validate(content), JSON.stringify(validate.errors)).toBe(true);
    const documented = api.requests.flatMap(({ request }) => request.paths.map((path) => `${request.method} ${path}`));
    const classified = content.routes.flatMap(({ requests }) => requests);
    expect(classified.toSorted()).toEqual([...new Set(documented)].sort());
    expect(classified).toHaveLength(119);
  });

  test('lets GET change nothing, and nothing but GET', () => {
    for (const route of content.routes)
      for (const request of route.requests) expect(request.startsWith('GET '), request).toBe(route.class === 'read');
  });

  test('has nothing scoped that goes on from a policy to what all policies share', () => {
    const scoped = content.routes.filter((route) => route.class === 'scoped').flatMap(({ requests }) => requests);
    expect(scoped.filter((request) => /\/(?:definition|presentation|definitionValue)(?:\/|$)/.test(request))).toEqual(
      [],
    );
    expect(
      scoped.filter(
        (request) => !/ \/deviceManagement\/groupPolicy(?:Configurations|MigrationReports|ObjectFiles)\b/.test(request),
      ),
    ).toEqual([]);
  });

  test('knows these classes', () => {
    const classOf = (request: string) => content.routes.find(({ requests }) => requests.includes(request))?.class;
    const known: Readonly<Record<string, SafetyClass>> = {
      [`POST ${root}`]: 'scoped',
      [`POST ${root}/{groupPolicyConfigurationId}/assign`]: 'tenantwide',
      'POST /deviceManagement/groupPolicyMigrationReports/createMigrationReport': 'tenantwide',
      'POST /deviceManagement/groupPolicyMigrationReports/{groupPolicyMigrationReportId}/updateScopeTags': 'never',
      'POST /deviceManagement/groupPolicyUploadedDefinitionFiles': 'irreversible',
      'PATCH /deviceManagement/groupPolicyDefinitions/{groupPolicyDefinitionId}': 'never',
    };
    for (const [request, due] of Object.entries(known)) expect(classOf(request), request).toBe(due);
  });
});

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

test.describe('what a run owns', () => {
  const post = (status: number, body: unknown, path = root): Ownership => {
    const ownership = new Ownership();
    ownership.note(answered('POST', path, status, body));
    return ownership;
  };
  const set = 'groupPolicyConfigurations';

  test('is what a POST of its own was answered with', () => {
    expect(post(201, { id: mine }).owns(set, mine)).toBe(true);
    expect(post(201, { id: mine }).owns('groupPolicyDefinitions', mine)).toBe(false);
    expect(post(201, { id: mine }).owns(set, mine.toUpperCase())).toBe(false);
  });

  test('is not what an answer showed before, in whatever case and however deep', () => {
    for (const shown of [
      { id: mine },
      { value: [{ id: mine.toUpperCase() }] },
      { value: [{ assignments: [{ id: mine }] }] },
    ]) {
      const ownership = new Ownership();
      ownership.note(answered('GET', root, 200, shown));
      ownership.note(answered('POST', root, 201, { id: mine }));
      expect(ownership.owns(set, mine), JSON.stringify(shown)).toBe(false);
    }
  });

  test('stays when it is read afterwards, and created a second time', () => {
    const ownership = post(201, { id: mine });
    ownership.note(answered('GET', `${root}/${mine}`, 200, { id: mine }));
    ownership.note(answered('POST', root, 201, { id: mine }));
    expect(ownership.owns(set, mine)).toBe(true);
  });

  const nothings: readonly [title: string, ownership: () => Ownership][] = [
    ['another status', () => post(200, { id: mine })],
    ['a refusal', () => post(409, { id: mine })],
    ['an id that is no text', () => post(201, { id: 7 })],
    ['a list', () => post(201, [{ id: mine }])],
    ['an entity below another', () => post(201, { id: mine }, `${root}/${other}/definitionValues`)],
    [
      'an action of a collection',
      () => post(201, { id: mine }, '/deviceManagement/groupPolicyMigrationReports/createMigrationReport'),
    ],
    ['another root', () => post(201, { id: mine }, '/users')],
    ['a path that can be read in two ways', () => post(201, { id: mine }, `${root}/`)],
  ];
  for (const [title, ownership] of nothings) {
    test(`is nothing after ${title}`, () => {
      expect(ownership().owns(set, mine)).toBe(false);
    });
  }
});

test('a path has the segments that a server sees', () => {
  expect(pathSegments(`${root}('a''b')/definitionValues/c%20d`)).toEqual([
    'deviceManagement',
    'groupPolicyConfigurations',
    "a'b",
    'definitionValues',
    'c d',
  ]);
  expect(pathSegments('/a/%67')).toEqual(['a', 'g']);
  for (const path of [
    '',
    'a',
    '/',
    '/a/',
    '/a//b',
    '/.',
    '/a/..',
    '/%2e',
    '/$batch',
    '/%24ref',
    "/a('..')",
    "/a('$x')",
    '/a%2Fb',
  ])
    expect(pathSegments(path), path).toBeUndefined();
});

test.describe('a case is skipped with the variable that would run it', () => {
  const skippedIn = (id: string, mode: WriteMode) => {
    const planned = plan.find(({ documented }) => documented.id === id);
    if (!planned) throw new Error(`${id} is no case`);
    const reasons = [...skippedFor(planned, mode, safety, api)].map(([claim, { reason }]) => [claim, reason] as const);
    return { planned, skipped: new Map(reasons) };
  };
  const whole: readonly [id: string, mode: WriteMode, reason: string | undefined][] = [
    ['groupPolicyConfiguration/get#1', 'none', undefined],
    ['groupPolicyConfiguration/list#1', 'none', undefined],
    ['groupPolicyConfiguration/create#1', 'none', byOwn],
    ['groupPolicyConfiguration/create#1', 'own', undefined],
    ['groupPolicyConfiguration/update#1', 'own', undefined],
    ['groupPolicyConfiguration/lifecycle', 'none', byOwn],
    ['groupPolicyConfiguration/lifecycle', 'own', undefined],
    ['groupPolicyConfiguration/assign#1', 'own', byDedicated],
    ['groupPolicyConfiguration/assign#1', 'dedicated', undefined],
    ['groupPolicyConfigurationAssignment/delete#1', 'own', byDedicated],
    ['groupPolicyConfigurationAssignment/lifecycle', 'own', byDedicated],
    ['groupPolicyDefinitionValue/update#1', 'own', undefined],
    ['groupPolicyDefinitionValue/update#2', 'own', byDedicated],
    ['groupPolicyMigrationReport/delete#1', 'own', byDedicated],
    ['groupPolicyMigrationReport/get#1', 'own', undefined],
    ['groupPolicyCategory/lifecycle', 'own', byDedicated],
    ['groupPolicyUploadedDefinitionFile/create#1', 'own', byDedicated],
    ['groupPolicyUploadedDefinitionFile/create#1', 'dedicated', undefined],
  ];
  for (const [id, mode, reason] of whole) {
    test(`${id} with ${mode}: ${reason === undefined ? 'runs' : reason}`, () => {
      const { planned, skipped } = skippedIn(id, mode);
      if (reason === undefined) expect(skipped.size).toBeLessThan(planned.claims.length);
      else {
        expect(skipped.size).toBe(planned.claims.length);
        for (const text of skipped.values()) expect(text).toContain(reason);
      }
    });
  }

  test('and so is a claim that needs a write, in a case that reads', () => {
    const { skipped } = skippedIn('groupPolicyConfiguration/get#1/protocol', 'none');
    expect([...skipped]).toEqual([
      ['refused/undocumented-method', 'GRAPH_WRITES=none sends only what pages document'],
      ['error/undocumented-method', 'GRAPH_WRITES=none sends only what pages document'],
    ]);
    expect(skippedIn('groupPolicyDefinitionValue/list#1', 'none').skipped.get('own')).toContain(byOwn);
    expect(skippedIn('groupPolicyDefinitionValue/list#1', 'own').skipped.size).toBe(0);
  });

  test('and so is a refusal that would address what is not of the run', () => {
    expect(skippedIn('groupPolicyConfiguration/update#1/protocol', 'own').skipped.get('refused/unknown-id')).toContain(
      'GRAPH_WRITES=own sends nothing to an id',
    );
    const deeper = skippedIn('groupPolicyDefinitionValue/update#1/protocol', 'own').skipped;
    expect(deeper.has('refused/unknown-id')).toBe(false);
    expect(deeper.has('refused/unknown-segment')).toBe(true);
  });

  test('a mode that allows more never skips more', () => {
    for (const planned of plan) {
      const [none, own, dedicated] = writeModes.map((mode) => new Set(skippedFor(planned, mode, safety, api).keys()));
      for (const id of own ?? []) if (!/unknown-|undocumented/.test(id)) expect(none?.has(id), id).toBe(true);
      for (const id of dedicated ?? []) expect(own?.has(id), `${planned.documented.id} ${id}`).toBe(true);
    }
  });
});
