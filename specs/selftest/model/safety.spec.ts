import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { api } from '../../../fixtures/api.ts';
import { contractsFolder } from '../../../src/contracts/load.ts';
import type { SafetyClass, SafetyContent } from '../../../src/model/safety.ts';
import { createAjv } from '../../../src/model/schemas.ts';

const content = JSON.parse(readFileSync(`${contractsFolder}safety.json`, 'utf8')) as SafetyContent;
const root = '/deviceManagement/groupPolicyConfigurations';

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
