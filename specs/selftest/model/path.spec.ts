import { expect, test } from '@playwright/test';
import { api } from '../../../fixtures/api.ts';
import { segmentsOf, walk } from '../../../src/model/path.ts';

const { container } = api;

test.describe('a path', () => {
  const end = (path: string): unknown => {
    const steps = walk(container, segmentsOf(path));
    return Array.isArray(steps) ? steps.at(-1) : steps;
  };
  const last: readonly [path: string, step: Record<string, unknown>][] = [
    ['/deviceManagement/groupPolicyCategories', { kind: 'set', type: 'groupPolicyCategory' }],
    ["/deviceManagement/groupPolicyCategories('it''s')", { kind: 'key', name: "it's", type: 'groupPolicyCategory' }],
    [
      '/deviceManagement/groupPolicyCategories/1/parent/parent/children/2',
      { kind: 'key', type: 'groupPolicyCategory' },
    ],
    ['/deviceManagement/groupPolicyMigrationReports/createMigrationReport', { kind: 'action' }],
    ['/deviceManagement/groupPolicyMigrationReports/1', { kind: 'key' }],
    ['/deviceManagement/groupPolicyConfigurations/1/assign', { kind: 'action', type: 'groupPolicyConfiguration' }],
    [
      '/deviceManagement/groupPolicyDefinitionFiles/1/microsoft.graph.groupPolicyUploadedDefinitionFile/groupPolicyOperations',
      { kind: 'collection', type: 'groupPolicyOperation' },
    ],
    [
      '/deviceManagement/groupPolicyDefinitionFiles/1/groupPolicyOperations',
      { segment: 'groupPolicyOperations', at: 3 },
    ],
    [
      '/deviceManagement/groupPolicyDefinitionFiles/1/microsoft.graph.groupPolicyCategory',
      { segment: 'microsoft.graph.groupPolicyCategory' },
    ],
    ['/deviceManagement/nothing', { segment: 'nothing', at: 1 }],
    ['/deviceManagement/groupPolicyConfigurations/1/assign/more', { expected: 'the end of the path' }],
    ['/deviceManagement/groupPolicyConfigurations/1/toString', { segment: 'toString' }],
    ['/users', { expected: 'deviceManagement' }],
  ];
  for (const [path, step] of last) {
    test(path, () => expect(end(path)).toMatchObject(step));
  }
});
