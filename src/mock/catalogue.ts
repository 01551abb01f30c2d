import { emptyObject } from '../value/json.ts';
import type { Admx } from './admx.ts';
import { builtIn, ingest } from './ingest.ts';
import { createEntity, type World } from './world.ts';

const presentations = [
  { type: 'groupPolicyPresentationText', properties: { label: 'Applies to every session.' } },
  { type: 'groupPolicyPresentationCheckBox', properties: { label: 'Also for guests', defaultChecked: true } },
  {
    type: 'groupPolicyPresentationDecimalTextBox',
    properties: {
      label: 'Minutes',
      defaultValue: 15,
      spin: true,
      spinStep: 5,
      required: true,
      minValue: 1,
      maxValue: 1440,
    },
  },
];

const admx = (revision: string): Admx => ({
  prefix: 'synthetic',
  namespace: 'Synthetic.Policies.Example',
  revision,
  categories: [
    { name: 'Example', displayName: 'Example' },
    { name: 'Sessions', displayName: 'Sessions', parent: 'Example' },
    { name: 'Guests', displayName: 'Guests', parent: 'Sessions' },
  ],
  policies: [
    {
      name: 'LockIdleSession',
      classes: ['user', 'machine'],
      displayName: 'Lock an idle session',
      explainText: 'Locks the session after a time without input.',
      supportedOn: 'Example 1.0 or later',
      category: 'Sessions',
      presentations,
    },
    {
      name: 'ShowLastUser',
      classes: ['machine'],
      displayName: 'Show the last user',
      explainText: '',
      supportedOn: 'Example 1.0 or later',
      category: 'Sessions',
      presentations: [],
    },
  ],
});

/** Puts the mock's own catalogue into an empty world: a built-in file in two versions, so that definitions have a next one. */
export function seedCatalogue(world: World): void {
  const file = createEntity(world, {
    type: world.types.model.structured('groupPolicyDefinitionFile'),
    properties: Object.assign(emptyObject(), {
      displayName: 'Synthetic example',
      description: 'Built-in example definitions',
      languageCodes: ['en-US'],
      targetPrefix: 'synthetic',
      targetNamespace: 'Synthetic.Policies.Example',
      policyType: 'admxBacked',
      revision: '2.0',
      fileName: 'synthetic.admx',
    }),
    binds: new Map(),
    children: new Map(),
  });
  ingest(world, file, admx('1.0'), builtIn);
  ingest(world, file, admx('2.0'), builtIn);
}
