import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { embeddedSuite } from '../../../fixtures/rehearsal.ts';
import type { Capabilities } from '../../../src/model/capabilities.ts';
import { withPredicates } from '../../../src/model/keySyntax.ts';
import { CapabilityFilter } from '../../../src/run/capabilityFilter.ts';
import { readCapabilities } from '../../../src/settings/file/readCapabilities.ts';

const { api, plan } = embeddedSuite;

/** Why a target with some capabilities is not asked for a claim; undefined where it is. */
function reasonFor(capabilities: Capabilities, id: string, claim: string): string | undefined {
  const planned = plan.find(({ documented }) => documented.id === id);
  if (!planned?.claims.some((one) => one.id === claim)) throw new Error(`${id} has no claim ${claim}`);
  return new CapabilityFilter(capabilities, api).unclaimed(planned).get(claim)?.what;
}

const configuration = 'groupPolicyConfiguration';
const one: Capabilities = { types: [configuration] };
const preset: Capabilities = { creates: false };

const reasons: readonly (readonly [Capabilities, id: string, claim: string, reason: string | undefined])[] = [
  [{ levels: ['shape'] }, 'groupPolicyOperation/get#1', 'status', undefined],
  [{ levels: ['shape'] }, 'groupPolicyOperation/get#1', 'safe', 'the target claims nothing of level state'],
  [{ levels: ['shape'] }, 'groupPolicyOperation/delete#1', 'status', undefined],
  [one, 'groupPolicyConfiguration/get#1', 'status', undefined],
  [one, 'groupPolicyOperation/get#1', 'status', 'the target serves no groupPolicyOperation'],
  [
    { types: ['groupPolicyOperation'] },
    'groupPolicyOperation/get#1',
    'status',
    'a groupPolicyConfiguration is on the path, and the target serves none',
  ],
  [
    one,
    'groupPolicyConfiguration/get#1/protocol',
    'expand/assignments',
    'the target serves no groupPolicyConfigurationAssignment',
  ],
  [
    one,
    'groupPolicyConfiguration/updateDefinitionValues#1',
    'status',
    'the action takes a groupPolicyDefinitionValue, and the target serves none',
  ],
  [
    preset,
    'groupPolicyConfiguration/updateDefinitionValues#1',
    'status',
    'the action takes a groupPolicyDefinitionValue, and none can be made on the target or is known',
  ],
  [{ methods: ['GET'] }, 'groupPolicyConfiguration/create#1', 'status', 'the target takes no POST'],
  [{ methods: ['GET'] }, 'groupPolicyConfiguration/lifecycle', 'story/made', 'the target takes no POST'],
  [{ methods: ['GET'] }, 'groupPolicyConfiguration/get#1', 'safe', undefined],
  [preset, 'groupPolicyConfiguration/create#1', 'status', undefined],
  [preset, 'groupPolicyConfiguration/create#1', 'echo/displayName', 'nothing can be made on the target'],
  [preset, 'groupPolicyConfiguration/lifecycle', 'story/made', 'nothing can be made on the target'],
  [
    preset,
    'groupPolicyConfiguration/update#1',
    'sibling',
    'no other groupPolicyConfiguration can be made on the target',
  ],
  [
    { ...preset, levels: ['shape', 'state'] },
    'groupPolicyConfiguration/delete#1',
    'status',
    'what is deleted could not be made again: no groupPolicyConfiguration can be made on the target',
  ],
  [
    { without: ['refused/*-token'] },
    'groupPolicyConfiguration/get#1/protocol',
    'refused/no-token',
    'the target does not claim refused/*-token',
  ],
  [{ without: ['refused/*-token'] }, 'groupPolicyConfiguration/get#1/protocol', 'refused/unknown-id', undefined],
];

for (const [capabilities, id, claim, reason] of reasons) {
  test(`${JSON.stringify(capabilities)}: ${id} ${claim} is ${reason === undefined ? 'asked' : 'not asked'}`, () => {
    expect(reasonFor(capabilities, id, claim)).toBe(reason);
  });
}

test('what a plan needs is made only where all of it can be', () => {
  const makes = (capabilities: Capabilities, type: string): boolean =>
    new CapabilityFilter(capabilities, api).makes(type);
  expect(makes({}, 'groupPolicyDefinitionValue')).toBe(true);
  expect(makes(preset, configuration)).toBe(false);
  expect(makes({ methods: ['GET'] }, configuration)).toBe(false);
  expect(makes({ ids: { groupPolicyConfigurationId: ['1'] } }, configuration)).toBe(false);
  expect(makes({ ids: { groupPolicyConfigurationId: ['1'] } }, 'groupPolicyObjectFile')).toBe(true);
  expect(makes({ types: [configuration, 'groupPolicyDefinitionValue'] }, 'groupPolicyDefinitionValue')).toBe(false);
  expect(makes({ types: ['groupPolicyDefinition'] }, 'groupPolicyDefinition')).toBe(false);
});

test('ids are known as of the type that they are given for', () => {
  const capable = new CapabilityFilter({ ids: { groupPolicyPresentationCheckBoxId: ['7'] } }, api);
  expect(capable.idsOf('groupPolicyPresentation')).toEqual([{ type: 'groupPolicyPresentationCheckBox', id: '7' }]);
  expect(capable.idsOf('groupPolicyPresentationTextBox')).toEqual([]);
  expect(
    new CapabilityFilter({ ids: { groupPolicyConfigurationId: ["it's"] }, keys: 'predicate' }, api).paths(),
  ).toEqual(["/deviceManagement/groupPolicyConfigurations('it''s')"]);
});

const paths: readonly (readonly [segments: string, predicates: string])[] = [
  ['/deviceManagement/groupPolicyConfigurations?$top=1', '/deviceManagement/groupPolicyConfigurations?$top=1'],
  ['/deviceManagement/groupPolicyConfigurations/1/assign', "/deviceManagement/groupPolicyConfigurations('1')/assign"],
  [
    '/deviceManagement/groupPolicyConfigurations/a%27b/definitionValues/2?$expand=x',
    "/deviceManagement/groupPolicyConfigurations('a''b')/definitionValues('2')?$expand=x",
  ],
  ["/deviceManagement/groupPolicyConfigurations('1')", "/deviceManagement/groupPolicyConfigurations('1')"],
  [
    '/deviceManagement/groupPolicyConfigurations/1/noSuchSegment',
    "/deviceManagement/groupPolicyConfigurations('1')/noSuchSegment",
  ],
];

for (const [segments, predicates] of paths) {
  test(`${segments} with predicates is ${predicates}`, () => {
    expect(withPredicates(segments, api)).toBe(predicates);
  });
}

const problems: readonly (readonly [title: string, content: string, sentence: string])[] = [
  ['no JSON', '{', 'is no JSON'],
  ['nothing', '{}', 'must NOT have fewer than 1 properties'],
  ['an unknown field', '{"stateful":true}', 'must NOT have additional properties ("stateful")'],
  [
    'an unknown level',
    '{"levels":["deep"]}',
    '/levels/0: must be equal to one of the allowed values: shape, state, protocol',
  ],
  [
    'an unknown type',
    '{"types":["groupPolicy"]}',
    '/types: "groupPolicy" has no pages; the resource types are groupPolicyCategory',
  ],
  ['an unknown parameter', '{"ids":{"id":["1"]}}', '/ids: "id" is no path parameter; they are groupPolicyCategoryId'],
  ['an id that is no segment', '{"ids":{"groupPolicyConfigurationId":[".."]}}', '".." cannot be a segment of a path'],
  ['a claim that is none', '{"without":["auth*"]}', '/without: no claim is named like "auth*"'],
];

for (const [title, content, sentence] of problems) {
  test(`a capabilities file is refused: ${title}`, ({}, testInfo) => {
    const file = join(testInfo.outputPath(), 'capabilities.json');
    writeFileSync(file, content);
    expect(() => readCapabilities(file, api, plan)).toThrow(sentence);
  });
}
