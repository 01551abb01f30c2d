import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';

test.describe('wrong surroundings end a command with one line, and judge nothing', () => {
  const surroundings: readonly [environment: Record<string, string>, line: string][] = [
    [
      { GRAPH_TRAGET: 'mock', GRAPH_BASE_URL: 'http://127.0.0.1:9' },
      'GRAPH_TRAGET is no setting; did you mean GRAPH_TARGET? unset it where it is meant for another program',
    ],
    [
      { GRAPH_BASE_URL: 'http://127.0.0.1:9' },
      'GRAPH_BASE_URL is set, which is for GRAPH_TARGET=mock or live, and GRAPH_TARGET is not set; set GRAPH_TARGET=mock, or GRAPH_TARGET=embedded to leave it unread',
    ],
    [
      { GPCONF_ONLY: '["groupPolicyOperation/create#1"]' },
      'GPCONF_ONLY is set, which only the suite itself sets, for its own processes; unset it, and choose cases by --only',
    ],
    [
      { GPCONF_RUN: '0123456789ab' },
      'GPCONF_RUN is set, which only the suite itself sets, for its own processes; unset it',
    ],
    [
      { ENV_FILE: '.env.contso' },
      'ENV_FILE is ".env.contso", which is missing; name a file of settings, or leave ENV_FILE out',
    ],
  ];
  for (const [environment, line] of surroundings)
    test(`by the environment: ${Object.keys(environment).join(' ')}`, async ({ workspace }) => {
      const ended = await workspace.run('conformance', [], environment);
      expect(ended).toEqual({ code: 64, stdout: '', stderr: `conformance: ${line}\n` });
    });

  for (const [variable, line] of [
    ['GRAPH_TRAGET=mock', surroundings[0]?.[1]],
    ['GPCONF_ONLY=groupPolicyOperation', surroundings[2]?.[1]],
  ])
    test(`by .env: ${variable}`, async ({ workspace }) => {
      writeFileSync(join(workspace.folder, '.env'), `${variable}\n`);
      const ended = await workspace.run('gate', ['--base-url', 'http://127.0.0.1:9']);
      expect(ended).toEqual({ code: 64, stdout: '', stderr: `gate: ${line}\n` });
    });
});
