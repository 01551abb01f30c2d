import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { runScript, scriptNamed } from '../../../fixtures/workflowScript.ts';
import { scriptsIn, workflows } from '../../../fixtures/workflows.ts';

for (const workflow of workflows)
  test(`${workflow.file}: scripts are scripts, and take nothing but variables`, () => {
    for (const { name, text: script } of scriptsIn(workflow)) {
      const checked = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect({ status: checked.status, stderr: checked.stderr }, name).toEqual({ status: 0, stderr: '' });
      // A value that the system puts into the text of a script is a way to run anything.
      expect(script, name).not.toMatch(/\$\{\{|\$\([A-Z]\w+\.\w+\)/);
    }
  });

/** What a night came to: its exit code and, if nothing was judged, the class of the reason. */
type Night = readonly [code: string, nothingJudged: string | undefined];

/** How the job of a night ends on each system, and what kind of message it leaves. */
const said: readonly (readonly [night: Night, ends: number, github: RegExp, azure: RegExp])[] = [
  [['0', undefined], 0, /^contoso is conformant in what was asked$/, /^contoso is conformant in what was asked$/],
  [['1', undefined], 1, /^::error title=contoso::not conformant;/, /type=error\]contoso is not conformant;/],
  [['2', undefined], 0, /^::warning title=contoso::inconclusive;/, /type=warning\]contoso is inconclusive;/],
  [['2', 'outage'], 0, /^::warning .*judged, outage: why$/m, /type=warning\].*judged, outage: why$/m],
  [['2', 'throttled'], 0, /^::warning .*judged, throttled: why$/m, /type=warning\].*judged, throttled: why$/m],
  ...['credential', 'licence', 'permission', 'tenant', 'network'].map(
    (name) =>
      [
        ['2', name],
        2,
        new RegExp(`^::error .*judged, ${name}: why$`, 'm'),
        new RegExp(`type=error\\].*judged, ${name}: why$`, 'm'),
      ] as const,
  ),
  [['3', undefined], 3, /^::error .*could not judge \(exit code 3\)/, /type=error\].*could not judge \(exit code 3\)/],
  [['64', undefined], 3, /^::error .*\(exit code 64\)/, /type=error\].*\(exit code 64\)/],
  [['143', undefined], 3, /^::error .*\(exit code 143\)/, /type=error\].*\(exit code 143\)/],
  [['', undefined], 3, /^::error .*\(exit code none\)/, /type=error\].*\(exit code none\)/],
];

for (const [[code, nothing], ends, github, azure] of said) {
  test(`a night that ended with "${code}" (nothing judged: ${nothing ?? 'no'}) ends the job with ${ends}`, ({}, testInfo) => {
    const folder = testInfo.outputDir;
    mkdirSync(join(folder, 'reports'), { recursive: true });
    const nothingJudged = nothing === undefined ? undefined : { class: nothing, reason: 'why' };
    writeFileSync(join(folder, 'reports/results.json'), JSON.stringify({ nothingJudged }));
    const environment = { CODE: code, TENANT: 'contoso' };
    const onGithub = runScript(folder, scriptNamed('.github/workflows/tenant.yml', 'Say what it came to'), environment);
    expect(onGithub.code).toBe(ends);
    expect(onGithub.stdout).toMatch(github);
    expect(onGithub.stdout.match(/^::/gm) ?? []).toHaveLength(code === '0' ? 0 : 1);
    const judged = runScript(folder, scriptNamed('pipelines/tenant.yml', 'Judge all shards as one run'), {
      NPM: 'exit 0',
      PIPELINE_WORKSPACE: emptyShards(folder),
    });
    const WHY = /variable=why;isOutput=true\](.*)/.exec(judged.stdout)?.[1] ?? '';
    const onAzure = runScript(folder, scriptNamed('pipelines/tenant.yml', 'Say what it came to'), {
      ...environment,
      WHY,
    });
    expect(onAzure.code).toBe(ends);
    expect(onAzure.stdout).toMatch(azure);
    expect(onAzure.stdout.includes('result=SucceededWithIssues')).toBe(code === '2' && ends === 0);
  });
}

/** The workspace of a pipeline into which one shard left nothing. */
function emptyShards(folder: string): string {
  mkdirSync(join(folder, 'shards/one'), { recursive: true });
  return folder;
}

const tenants = ['.github/workflows/tenant.yml', 'pipelines/tenant.yml'] as const;

for (const file of tenants) {
  test(`${file}: a shard leaves its blob, or its exit code where it has none`, ({}, testInfo) => {
    const script = scriptNamed(file, 'Run a shard');
    const shard = { SHARD: '2', SHARDS: '2' };
    const [whole, stopped] = ['whole', 'stopped'].map((name) => testInfo.outputPath(name));
    const leaves =
      'mkdir -p reports/blob-report reports/allure-results; touch reports/blob-report/report-2.zip reports/allure-results/x; exit 1';
    expect(runScript(whole ?? '', script, { ...shard, NPM: leaves })).toMatchObject({ code: 0 });
    expect(readdirSync(join(whole ?? '', 'night'), { recursive: true }).sort()).toEqual([
      'allure',
      'allure/2',
      'allure/2/x',
      'report-2.zip',
    ]);
    expect(runScript(stopped ?? '', script, { ...shard, NPM: 'exit 2' })).toMatchObject({ code: 0 });
    expect(readFileSync(join(stopped ?? '', 'night/shard-2.exit'), 'utf8')).toBe('2\n');
    const refuses = 'mkdir -p reports; echo why > reports/results.json; exit 2';
    expect(runScript(stopped ?? '', script, { ...shard, NPM: refuses })).toMatchObject({ code: 0 });
    expect(readFileSync(join(stopped ?? '', 'night/shard-2.json'), 'utf8')).toBe('why\n');
  });

  /** How merging ended, the exit codes of shards that were stopped, and what the night counts as. */
  const nights: readonly (readonly [merged: number, stopped: readonly number[], counts: string])[] = [
    [0, [], '0'],
    [1, [], '1'],
    [2, [], '2'],
    [3, [2], '2'],
    [64, [2, 2], '2'],
    [64, [64, 2], '64'],
    [2, [64], '64'],
    [2, [2], '2'],
    [0, [2], '0'],
    [1, [2], '1'],
  ];
  for (const [merged, stopped, counts] of nights) {
    test(`${file}: merging ended with ${merged}, stopped shards with [${stopped}]: the night counts as ${counts}`, ({}, testInfo) => {
      const folder = testInfo.outputDir;
      const shards = file.startsWith('pipelines') ? join(folder, 'shards/one') : join(folder, 'night');
      mkdirSync(shards, { recursive: true });
      for (const [index, code] of stopped.entries()) {
        writeFileSync(join(shards, `shard-${index}.exit`), `${code}\n`);
        writeFileSync(join(shards, `shard-${index}.json`), `{"shard":${index}}`);
      }
      const output = join(folder, 'output');
      const ended = runScript(folder, scriptNamed(file, 'Judge all shards as one run'), {
        NPM: `exit ${merged}`,
        GITHUB_OUTPUT: output,
        PIPELINE_WORKSPACE: folder,
      });
      expect(ended.code).toBe(0);
      const told = existsSync(output) ? readFileSync(output, 'utf8').trim() : ended.stdout;
      expect(told).toMatch(
        new RegExp(`^(?:code=|##vso\\[task\\.setvariable variable=code;isOutput=true\\])${counts}$`, 'm'),
      );
    });
  }

  test(`${file}: a night is compared with the night before, also when it runs again`, ({}, testInfo) => {
    const folder = testInfo.outputDir;
    const [last, summary, asked] = ['last', 'summary', 'asked'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const script = scriptNamed(file, 'Compare with the night before, and render the report');
    const NPM =
      'if [ "$3" = compare ]; then echo "$(cat "$5")" >> asked; echo compared > reports/compare.md; exit 1; fi; touch reports/history.jsonl';
    const night = (id: string, results: string | undefined): { code: number | null; stdout: string } => {
      for (const name of ['reports', 'night/allure/1']) mkdirSync(join(folder, name), { recursive: true });
      if (results !== undefined) writeFileSync(join(folder, 'reports/results.json'), results);
      const ids = { GITHUB_RUN_ID: id, BUILD_BUILDID: id };
      const ended = runScript(folder, script, {
        NPM,
        ...ids,
        GITHUB_STEP_SUMMARY: summary,
        PIPELINE_WORKSPACE: folder,
      });
      expect(ended.code, ended.stdout).toBe(0);
      return ended;
    };
    const told = ({ stdout }: { stdout: string }): string =>
      stdout + (existsSync(summary) ? readFileSync(summary, 'utf8') : '');
    expect(told(night('0', undefined))).toMatch(/there are no results/i);
    expect(told(night('1', '{"night":1}'))).toMatch(/first night/);
    expect(told(night('2', '{"night":2}'))).toMatch(/^compared$|uploadsummary\].*compare\.md$/m);
    night('2', '{"night":"2 again"}');
    night('3', '{"night":3,"nothingJudged":{}}');
    night('4', '{"night":4}');
    expect(readFileSync(asked, 'utf8').trim().split('\n')).toEqual([
      '{"night":1}',
      '{"night":1}',
      '{"night":"2 again"}',
      '{"night":"2 again"}',
    ]);
    expect(readFileSync(join(last, 'results.json'), 'utf8')).toBe('{"night":4}');
  });
}

test('the scripts of a night, one after another, judge a real run', ({ workspace: { folder } }) => {
  test.setTimeout(180_000);
  const [file] = tenants;
  const [output, summary] = [join(folder, 'output'), join(folder, 'summary')];
  const part = 'if [ "$3" = conformance ]; then set -- "$@" --grep "Create groupPolicyObjectFile"; fi';
  const NPM = `${part}; command=$3; shift 4; exec node "dist/cli/$command.js" "$@"`;
  const step = (name: string, environment: Record<string, string> = {}): void => {
    const variables = { NPM, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, ...environment };
    const ended = runScript(folder, scriptNamed(file, name), variables);
    expect(ended.code, `${name}: ${ended.stdout}`).toBe(0);
  };
  for (const SHARD of ['1', '2']) step('Run a shard', { SHARD, SHARDS: '2' });
  step('Judge all shards as one run');
  for (const GITHUB_RUN_ID of ['1', '2'])
    step('Compare with the night before, and render the report', { GITHUB_RUN_ID });
  expect(readFileSync(output, 'utf8')).toBe('code=0\n');
  expect(readFileSync(summary, 'utf8')).toMatch(/^## B is same or better: 0 claims better, none worse$/m);
  for (const name of ['last/results.json', 'reports/history.jsonl', 'reports/allure-report/index.html'])
    expect(existsSync(join(folder, name)), name).toBe(true);
});
