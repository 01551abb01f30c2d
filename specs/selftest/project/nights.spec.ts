import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { parse } from 'dotenv';
import { test } from '../../../fixtures/command.ts';
import { runScript, scriptNamed } from '../../../fixtures/workflowScript.ts';
import type { Workspace } from '../../../src/bench/workspace.ts';

test.setTimeout(300_000);

/** Runs the suite's commands as npm does, of the documented requests only a few. */
const NPM =
  'if [ "$3" = conformance ]; then set -- "$@" -- --grep "Get groupPolicyOperation|List groupPolicyObjectFiles"; fi; command=$3; shift 3; exec node "dist/cli/$command.js" "$@"';

/** What a night left: how its job ended, what the job said, and the summary that a person reads. */
interface Night {
  readonly code: number | null;
  readonly said: string;
  readonly summary: string;
  /** What the system shows beside the run: notices, warnings, errors. */
  readonly annotations: readonly string[];
}

/** How the scripts of a night hang together on a system. */
interface System {
  readonly file: string;
  /** The variables by which a command knows where it runs. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it shows first of a night with a broken promise. */
  readonly firstOf: RegExp;
  /** Brings what a shard left to the job that judges. */
  readonly handOver: (folder: string, shard: string) => void;
  /** The variables that the last step gets from the steps before it. */
  readonly outputs: (folder: string, judged: string) => Record<string, string>;
  readonly summary: (folder: string) => string;
}

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const systems: readonly System[] = [
  {
    file: '.github/workflows/tenant.yml',
    environment: { GITHUB_ACTIONS: 'true' },
    firstOf: /^::error .*content is returned/,
    handOver: () => undefined,
    outputs: (folder) => ({ CODE: /^code=(.*)$/m.exec(read(join(folder, 'output')))?.[1] ?? '' }),
    summary: (folder) => read(join(folder, 'summary')),
  },
  {
    file: 'pipelines/tenant.yml',
    environment: { TF_BUILD: 'True' },
    firstOf: /type=error\]contoso is not conformant; the summary says which promises are broken$/,
    handOver: (folder, shard) => {
      cpSync(join(folder, 'night'), join(folder, 'shards', shard), { recursive: true });
      rmSync(join(folder, 'night'), { recursive: true });
    },
    outputs: (_folder, judged) => ({
      CODE: /variable=code;isOutput=true\](.*)$/m.exec(judged)?.[1] ?? '',
      WHY: /variable=why;isOutput=true\](.*)$/m.exec(judged)?.[1] ?? '',
    }),
    summary: (folder) => read(join(folder, 'reports/compare.md')),
  },
];

/** Runs the scripts of a night against a tenant that is started for it. */
async function night(workspace: Workspace, system: System, id: number, tenant: readonly string[]): Promise<Night> {
  const { folder } = workspace;
  for (const name of ['reports', 'night', 'shards', 'output', 'summary'])
    rmSync(join(folder, name), { recursive: true, force: true });
  const running = workspace.start('tenant', ['--env', '.env.night', '--port', '0', ...tenant]);
  await running.printed(/^rehearse with /m);
  const variables: Record<string, string> = {
    ...parse(readFileSync(join(folder, '.env.night'))),
    GRAPH_MAX_WAIT_MS: '500',
    NPM,
    TENANT: 'contoso',
    ...system.environment,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_RUN_ID: `${id}`,
    BUILD_BUILDID: `${id}`,
    PIPELINE_WORKSPACE: folder,
  };
  let said = '';
  const step = (name: string, more: Record<string, string> = {}): { code: number | null; stdout: string } => {
    const ended = runScript(folder, scriptNamed(system.file, name), { ...variables, ...more });
    said += `${ended.stdout}\n`;
    return ended;
  };
  for (const SHARD of ['1', '2']) {
    const ended = step('Run a shard', { SHARD, SHARDS: '2' });
    expect(ended.code, ended.stdout).toBe(0);
    system.handOver(folder, SHARD);
    rmSync(join(folder, 'reports'), { recursive: true, force: true });
  }
  const judged = step('Judge all shards as one run');
  expect(judged.code, judged.stdout).toBe(0);
  const compared = step('Compare with the night before, and render the report');
  expect(compared.code, compared.stdout).toBe(0);
  const ended = step('Say what it came to', system.outputs(folder, judged.stdout));
  running.kill('SIGTERM');
  await running.ended;
  const annotations = said.match(/^(?:::(?:notice|warning|error)\b|##vso\[task\.logissue).*$/gm) ?? [];
  return { code: ended.code, said: ended.stdout, summary: system.summary(folder), annotations };
}

for (const system of systems) {
  test(`${system.file}: a good night is green, and a newly broken promise is red and named first`, async ({
    workspace,
  }) => {
    const good = await night(workspace, system, 1, []);
    expect(good).toMatchObject({ code: 0, said: expect.stringMatching(/conformant in what was asked$/) });
    const unchanged = await night(workspace, system, 2, []);
    expect(unchanged).toMatchObject({ code: 0, annotations: [] });
    const verified = await workspace.run('verify', ['reports/']);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
    const on = 'GET /groupPolicyObjectFiles';
    const broken = await night(workspace, system, 3, [
      '--fault',
      'omit',
      '--fault-on',
      on,
      '--fault-property',
      'content',
    ]);
    expect(broken).toMatchObject({ code: 1, said: expect.stringMatching(/error.*not conformant/) });
    expect(broken.annotations[0]).toMatch(system.firstOf);
    expect(broken.summary.split('\n').slice(0, 24).join('\n')).toContain('content is returned');
  });

  test(`${system.file}: a wrong secret is red with one sentence, and an outage is a warning`, async ({ workspace }) => {
    const secret = await night(workspace, system, 1, ['--refuse', 'wrong-secret']);
    expect(secret.code).toBe(2);
    expect(secret.said).toMatch(/error.*nothing.*judged, credential: [^\n]*client secret is wrong[^\n]*$/);
    const outage = await night(workspace, system, 2, ['--refuse', 'outage']);
    expect(outage.code).toBe(0);
    expect(outage.said).toMatch(/warning.*nothing.*judged, outage: /);
  });
}
