import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { suiteRoot } from '../../../src/files/root.ts';

const run = promisify(execFile);

/** What people and systems set so that npm leaves out what a program needs only while it is made. */
const production: readonly (readonly [environment: Readonly<Record<string, string>>, args: readonly string[]])[] = [
  [{ NODE_ENV: 'production' }, []],
  [{ npm_config_omit: 'dev' }, []],
  [{ NPM_CONFIG_PRODUCTION: 'true' }, []],
  [{ NPM_CONFIG_ONLY: 'prod' }, []],
  [{ NPM_CONFIG_OMIT: 'optional' }, []],
  [{}, ['--omit=dev']],
  [{}, ['--omit=dev', '--omit=optional']],
  [{}, ['--production']],
];
for (const [environment, args] of production)
  test(`npm ci installs everything with ${[JSON.stringify(environment), ...args].join(' ')}`, async () => {
    const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
    const { stdout } = await run('npm', ['config', 'get', 'omit', ...args], {
      cwd: suiteRoot,
      env: { ...Object.fromEntries(own), ...environment },
    });
    expect(stdout.trim()).toBe('');
  });
