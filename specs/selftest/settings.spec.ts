import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { SettingError, settings } from '../../src/graph/settings.ts';
import { readTarget } from '../../src/graph/target.ts';

test('without any setting the embedded mock is the target', () => {
  expect(readTarget({})).toMatchObject({ kind: 'embedded', levels: settings.levels.fallback?.split(',') });
  expect(readTarget({ GRAPH_TARGET: '' })).toMatchObject({ kind: 'embedded' });
});

test('a mock server has a base URL and a token', () => {
  const target = readTarget({
    GRAPH_TARGET: 'mock',
    GRAPH_BASE_URL: 'http://127.0.0.1:4010/beta/',
    GRAPH_LEVELS: 'shape',
  });
  expect(target).toMatchObject({
    kind: 'mock',
    baseUrl: 'http://127.0.0.1:4010/beta',
    token: 'mock-token',
    levels: ['shape'],
  });
});

const wrong: readonly [environment: Record<string, string>, message: string][] = [
  [{ GRAPH_TARGET: 'prod' }, 'GRAPH_TARGET is "prod"; it must be embedded or mock or live'],
  [{ GRAPH_TARGET: 'live' }, 'GRAPH_TARGET is "live", which is not configured yet'],
  [{ GRAPH_TARGET: 'mock' }, 'GRAPH_BASE_URL is not set'],
  [
    { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'localhost:4010' },
    'GRAPH_BASE_URL is "localhost:4010"; it must be an http or https URL',
  ],
  [{ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'ftp://host/beta' }, 'it must be an http or https URL'],
  [{ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://user:pw@host/beta' }, 'it must be only origin and path'],
  [
    { GRAPH_LEVELS: 'shape,everything' },
    'GRAPH_LEVELS names "everything"; it must list some of shape, state, protocol',
  ],
  [{ GRAPH_DEADLINE_MS: 'soon' }, 'GRAPH_DEADLINE_MS is "soon"; it must be a whole number of at least 1'],
  [{ GRAPH_DEADLINE_MS: '0' }, 'it must be a whole number of at least 1'],
  [{ GRAPH_CONVERGENCE_MS: '-5' }, 'GRAPH_CONVERGENCE_MS is "-5"'],
];
for (const [environment, message] of wrong) {
  test(`${Object.entries(environment)
    .map((pair) => pair.join('='))
    .join(' ')} is one clear sentence`, () => {
    expect(() => readTarget(environment)).toThrow(SettingError);
    expect(() => readTarget(environment)).toThrow(message);
  });
}

test('.env.example shows every setting with its default and its text', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  for (const { name, text, fallback } of Object.values(settings)) {
    expect(example).toContain(`# ${text}\n${fallback === undefined ? '# ' : ''}${name}=${fallback ?? ''}`);
  }
  const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual([...Object.values(settings).map(({ name }) => name as string), 'ENV_FILE'].sort());
});
