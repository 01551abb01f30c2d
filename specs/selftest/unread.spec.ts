import { expect, test } from '@playwright/test';
import { readTarget } from '../../src/graph/target.ts';
import { unreadNotes } from '../../src/graph/unread.ts';

test('what is set for other targets than one that is named is told and not read, so that targets can share a file', () => {
  const shared = {
    ...{
      GRAPH_TARGET: 'embedded',
      GRAPH_BASE_URL: 'http://host',
      GRAPH_CERTIFICATES: 'unchecked',
      GRAPH_WRITES: 'own',
    },
    ...{ GRAPH_CLOUD: 'global', GRAPH_RATE: '', AZURE_TENANT_ID: 'contoso.onmicrosoft.com' },
  };
  expect(readTarget(shared)).toEqual(readTarget({}));
  expect(unreadNotes(shared)).toEqual([
    'GRAPH_BASE_URL, GRAPH_CERTIFICATES, GRAPH_WRITES: not read, for GRAPH_TARGET is embedded',
  ]);
  const mock = readTarget({ ...shared, GRAPH_TARGET: 'mock' });
  expect(mock).toMatchObject({ kind: 'mock', insecure: true, writes: 'dedicated' });
  expect(unreadNotes({ ...shared, GRAPH_TARGET: 'mock' })).toEqual([
    'GRAPH_WRITES: not read, for GRAPH_TARGET is mock',
  ]);
});

test('variables of other programs with our prefix stop nothing, and are told', () => {
  const others = ['GRAPH_API_KEY', 'GRAPH_CLIENT_ID', 'GRAPH_TENANT_ID', 'GRAPH_API_BASE_URL', 'GRAPH_ID', 'GRAPH_URL'];
  const environment = {
    ...Object.fromEntries(others.map((name) => [name, 'theirs'])),
    GRAPHQL_URL: 'theirs',
    PATH: '/',
  };
  expect(readTarget(environment)).toEqual(readTarget({}));
  expect(unreadNotes(environment)).toEqual([`${others.join(', ')}: no setting of the suite, and not read`]);
  expect(unreadNotes({ GRAPH_TRAGET: '', GRAPH_TARGET: 'embedded' })).toEqual([]);
});
