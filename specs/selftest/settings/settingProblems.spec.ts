import { expect, test } from '@playwright/test';
import { surveyRun } from '../../../src/run/survey.ts';
import type { SettingProblem } from '../../../src/settings/setting.ts';

const tenant = { AZURE_TENANT_ID: '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab' };
const live = { GRAPH_TARGET: 'live' };

/** Environments, and every problem of each: whether something is missing or wrong, and which variables it is about. */
const found: readonly [environment: Record<string, string>, problems: readonly string[], isPlanned: boolean][] = [
  [{}, [], true],
  [live, ['missing GRAPH_CREDENTIAL', 'missing AZURE_TENANT_ID'], true],
  [{ ...live, GRAPH_CREDENTIAL: 'azure-cli' }, ['missing AZURE_TENANT_ID'], true],
  [{ ...live, ...tenant, GRAPH_CREDENTIAL: 'azure-cli' }, [], true],
  [
    { ...live, GRAPH_CREDENTIAL: 'client-secret', GRAPH_WRITES: 'own' },
    ['missing GRAPH_MARK_KEY', 'missing AZURE_TENANT_ID AZURE_CLIENT_ID AZURE_CLIENT_SECRET'],
    true,
  ],
  [
    { ...live, GRAPH_CREDENTIAL: 'azure-cli', AZURE_TENANT_ID: 'contoso', GRAPH_CA: 'package.json' },
    ['wrong ', 'wrong AZURE_TENANT_ID'],
    true,
  ],
  [
    { ...live, GRAPH_CREDENTIAL: 'guess', GRAPH_RATE: 'fast', GRAPH_CLOUD: 'germany' },
    ['wrong GRAPH_CLOUD', 'wrong GRAPH_RATE', 'wrong GRAPH_CREDENTIAL'],
    false,
  ],
  [
    { ...live, ...tenant, GRAPH_BASE_URL: 'https://graph.example.org', AZURE_AUTHORITY_HOST: 'http://host' },
    ['missing GRAPH_CREDENTIAL', 'wrong ', 'wrong '],
    true,
  ],
  [{ GRAPH_TARGET: 'mock' }, ['missing GRAPH_BASE_URL'], true],
  [{ GRAPH_TARGET: 'mock', GRAPH_DEADLINE_MS: '0' }, ['wrong GRAPH_DEADLINE_MS', 'missing GRAPH_BASE_URL'], false],
  [{ GRAPH_TRAGET: 'live', GRAPH_LEVELS: 'all' }, ['wrong GRAPH_TRAGET', 'wrong GRAPH_LEVELS'], false],
  [{ GRAPH_BASE_URL: 'http://127.0.0.1:9' }, ['wrong GRAPH_BASE_URL GRAPH_TARGET'], false],
  [
    { GRAPH_DEVIATIONS: 'none.json', GRAPH_POLICIES: 'no-such=fail', GPCONF_ONLY: '{}' },
    ['wrong ', 'wrong ', 'wrong '],
    false,
  ],
];

function told({ kind, settings }: SettingProblem): string {
  return `${kind} ${settings.join(' ')}`;
}

for (const [name, target] of [
  ['GRAPH_CAPABILITIES', 'mock'],
  ['GRAPH_DEVIATIONS', 'mock'],
  ['GRAPH_POLICIES', 'mock'],
  ['GRAPH_CA', 'live'],
  ['GRAPH_BASE_URL', 'mock'],
  ['GRAPH_WRITES', 'live'],
  ['GRAPH_RATE', 'live'],
  ['AZURE_TENANT_ID', 'live'],
] as const)
  test(`${name} with a line break in it is one problem`, () => {
    const environment = {
      GRAPH_TARGET: target,
      ...(target === 'live' ? { ...tenant, GRAPH_CREDENTIAL: 'azure-cli' } : { GRAPH_BASE_URL: 'http://127.0.0.1:9' }),
      [name]: 'a\nb',
    };
    expect(surveyRun(environment).problems).toHaveLength(1);
  });

for (const [environment, problems, isPlanned] of found)
  test(`${JSON.stringify(environment)} has ${problems.length} problems, all told at once`, () => {
    const survey = surveyRun(environment);
    expect(survey.problems.map(told)).toEqual(problems);
    expect(survey.suite !== undefined, 'whether the plan is known').toBe(isPlanned);
    for (const { sentence } of survey.problems) expect(sentence).toMatch(/^[^\n]+$/);
  });
