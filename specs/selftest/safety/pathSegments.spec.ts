import { expect, test } from '@playwright/test';
import { pathSegments } from '../../../src/safety/pathSegments.ts';

const root = '/deviceManagement/groupPolicyConfigurations';

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
