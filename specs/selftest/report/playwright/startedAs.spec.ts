import { expect, test } from '@playwright/test';
import { type StartedAs, startedAs } from '../../../../src/report/playwright/startedAs.ts';

const starts: readonly [args: string, as: StartedAs][] = [
  ['test', 'run'],
  ['test -c playwright.config.ts --grep @PATCH --shard=1/3', 'run'],
  ['test --grep --uibuilder', 'run'],
  ['test --grep @PATCH --list', 'list'],
  ['merge-reports blobs', 'attended'],
  ['test --ui', 'attended'],
  ['test -c playwright.config.ts --ui-port 0', 'attended'],
  ['test --ui-host=127.0.0.1 --list', 'attended'],
  ['test-server -c playwright.config.ts', 'attended'],
  ['run-test-mcp-server', 'attended'],
  ['', 'attended'],
];

test.describe('results are written by runs alone', () => {
  for (const [args, as] of starts)
    test(`playwright ${args} is started as ${as}`, () => {
      expect(startedAs(args.split(' '))).toBe(as);
    });
});
