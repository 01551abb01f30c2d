import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { test } from '../../fixtures/command.ts';
import { settings } from '../../src/graph/settings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const store = createRequire(import.meta.url).resolve('schemastore/schemas/json/github-workflow.json');

/** The two systems: where their files are, how they read YAML (Azure takes every scalar for a text), and their schema at SchemaStore. */
const systems = {
  github: {
    folder: '.github/workflows',
    yaml: 'core',
    schema: store,
    keys: ['jobs', 'runs-on', 'steps', 'uses', 'cancel-in-progress', 'permissions'],
  },
  azure: {
    folder: 'pipelines',
    yaml: 'failsafe',
    schema: join(store, '../raw.githubusercontent.com/microsoft/azure-pipelines-vscode/master/service-schema.json'),
    keys: ['stages', 'trigger', 'cron', 'displayName', 'dependsOn', 'strategy', 'steps', 'artifact'],
  },
} as const;

type System = keyof typeof systems;
type Mapping = Record<string, unknown>;

interface Workflow {
  readonly system: System;
  readonly file: string;
  readonly text: string;
  readonly content: Mapping;
}

const workflows: readonly Workflow[] = (['github', 'azure'] as const).flatMap((system) => {
  const { folder, yaml } = systems[system];
  return readdirSync(join(root, folder)).map((name) => {
    const text = readFileSync(join(root, folder, name), 'utf8');
    return { system, file: `${folder}/${name}`, text, content: parse(text, { schema: yaml }) as Mapping };
  });
});

function isMapping(value: unknown): value is Mapping {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Every mapping in a value, at any depth. */
function mappingsIn(value: unknown): Mapping[] {
  if (Array.isArray(value)) return value.flatMap(mappingsIn);
  return isMapping(value) ? [value, ...Object.values(value).flatMap(mappingsIn)] : [];
}

interface Script {
  readonly name: string;
  readonly text: string;
}

/** The shell scripts of a workflow. */
function scriptsIn({ file, content }: Workflow): Script[] {
  return mappingsIn(content).flatMap(({ run, bash, name, displayName }) => {
    const text = run ?? bash;
    return typeof text === 'string' ? [{ name: `${file}: ${String(displayName ?? name ?? text)}`, text }] : [];
  });
}

function scriptNamed(file: string, name: string): string {
  const workflow = workflows.find((one) => one.file === file);
  const script = workflow && scriptsIn(workflow).find((one) => one.name === `${file}: ${name}`);
  if (!script) throw new Error(`${file} has no script ${name}`);
  return script.text;
}

const validators = new Map<System, ValidateFunction>();

function validatorOf(system: System): ValidateFunction {
  const known = validators.get(system);
  if (known) return known;
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  const compiled = ajv.compile(JSON.parse(readFileSync(systems[system].schema, 'utf8')) as object);
  validators.set(system, compiled);
  return compiled;
}

/**
 * A workflow as the schema knows it. Since the schema was written, GitHub takes a strategy for a job that calls a workflow;
 * such a job becomes two: the call, and one with steps that has the strategy.
 */
function asOfSchema({ system, content }: Workflow): Mapping {
  const jobs = content['jobs'];
  if (system !== 'github' || !isMapping(jobs)) return content;
  const split = Object.entries(jobs).flatMap(([name, job]): [string, unknown][] => {
    if (!isMapping(job) || job['uses'] === undefined || job['strategy'] === undefined) return [[name, job]];
    const { strategy, ...call } = job;
    return [
      [name, call],
      [`${name}-strategy`, { 'runs-on': 'ubuntu-latest', strategy, steps: [{ run: 'true' }] }],
    ];
  });
  return { ...content, jobs: Object.fromEntries(split) };
}

test('there are workflows for both systems', () => {
  expect(workflows.map(({ file }) => file)).toEqual([
    '.github/workflows/ci.yml',
    '.github/workflows/nightly.yml',
    '.github/workflows/tenant.yml',
    'pipelines/nightly.yml',
    'pipelines/tenant.yml',
  ]);
});

for (const workflow of workflows) {
  const { file, system, text, content } = workflow;

  test(`${file} is valid under its schema`, () => {
    const validate = validatorOf(system);
    expect(validate(asOfSchema(workflow)), JSON.stringify(validate.errors, null, 1)).toBe(true);
  });

  test(`${file} is not valid with a key misspelt`, () => {
    const { yaml, keys } = systems[system];
    const validate = validatorOf(system);
    const found = keys.filter((key) => new RegExp(`^ *(?:- )?${key}:`, 'm').test(text));
    expect(found.length).toBeGreaterThan(1);
    for (const key of found) {
      const wrong = text.replace(new RegExp(`^( *(?:- )?)${key}:`, 'm'), `$1${key}z:`);
      const misspelt = asOfSchema({ ...workflow, content: parse(wrong, { schema: yaml }) as Mapping });
      expect(validate(misspelt), key).toBe(false);
    }
  });

  test(`${file}: scripts are scripts, and take nothing but variables`, () => {
    for (const { name, text: script } of scriptsIn(workflow)) {
      const checked = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect({ status: checked.status, stderr: checked.stderr }, name).toEqual({ status: 0, stderr: '' });
      // A value that the system puts into the text of a script is a way to run anything.
      expect(script, name).not.toMatch(/\$\{\{|\$\([A-Z]\w+\.\w+\)/);
    }
  });

  test(`${file} calls what exists`, () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Mapping };
    for (const { text: script } of scriptsIn(workflow))
      for (const [, name = ''] of script.matchAll(/npm run (?:-\S+ )*([\w-]+)/g))
        expect(scripts).toHaveProperty([name]);
    if (text.includes('.ci/run')) accessSync(join(root, '.ci/run'), constants.X_OK);
    for (const { uses, template } of mappingsIn(content)) {
      if (typeof uses === 'string')
        expect(uses).toMatch(/^(?:actions\/[\w-]+(?:\/\w+)?@v\d+|\.\/\.github\/workflows\/\w+\.yml)$/);
      if (typeof uses === 'string' && uses.startsWith('./')) expect(existsSync(join(root, uses))).toBe(true);
      if (typeof template === 'string') expect(existsSync(join(root, file, '..', template))).toBe(true);
    }
  });

  test(`${file} asks only for what is given`, () => {
    const keys = (name: string): Set<string> =>
      new Set(mappingsIn(content).flatMap((one) => (isMapping(one[name]) ? Object.keys(one[name]) : [])));
    const ids = mappingsIn(content).flatMap(({ id, name }) => [id, name].filter((one) => typeof one === 'string'));
    for (const [, name = ''] of text.matchAll(/\$\{\{[^}]*matrix\.(\w+)/g)) expect(keys('matrix')).toContain(name);
    for (const [, name = ''] of text.matchAll(/\$\{\{[^}]*inputs\.(\w+)/g)) expect(keys('inputs')).toContain(name);
    for (const [, id, output] of text.matchAll(/steps\.(\w+)\.outputs\.(\w+)/g)) {
      expect(ids).toContain(id);
      expect(text).toContain(`echo "${output}=`);
    }
    for (const [, id, output] of text.matchAll(/outputs\['(\w+)\.(\w+)'\]/g)) {
      expect(ids).toContain(id);
      expect(text).toContain(`variable=${output};isOutput=true]`);
    }
  });

  test(`${file} stores no secret`, () => {
    expect(text).not.toMatch(/\bsecrets\b|_SECRET|PASSWORD|GRAPH_TOKEN/);
    for (const [line] of text.matchAll(/^.*(?:ACCESSTOKEN|AccessToken).*$/gm))
      expect(line).toMatch(/^ +SYSTEM_ACCESSTOKEN: \$\(System\.AccessToken\)(?: #.*)?$/);
    const granted = system === 'github' ? content['permissions'] : undefined;
    for (const [scope, access] of Object.entries(isMapping(granted) ? granted : {}))
      expect(`${scope}: ${String(access)}`).toMatch(/^(?:contents: read|id-token: write)$/);
  });

  test(`${file} sets only what the suite reads`, () => {
    const read: readonly string[] = Object.values(settings).map(({ name }) => name);
    for (const [name] of text.matchAll(/\b(?:GRAPH|AZURE)_[A-Z_]+\b/g)) expect(read).toContain(name);
  });
}

/** Runs a script of a workflow in a folder, with an npm that ends as it is told; gives how it ended and what it printed. */
function runScript(
  folder: string,
  script: string,
  environment: Record<string, string>,
): { code: number | null; stdout: string } {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'npm'), '#!/usr/bin/env bash\neval "$NPM"\n');
  chmodSync(join(bin, 'npm'), 0o755);
  const { status, stdout } = spawnSync('bash', ['-e'], {
    input: script,
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, ...environment },
  });
  return { code: status, stdout: stdout.trim() };
}

/** By exit code of the judged run: how the job ends, and what kind of message it leaves. */
const said: readonly (readonly [code: string, ends: number, github: RegExp, azure: RegExp])[] = [
  ['0', 0, /^::notice title=contoso::conformant$/, /^contoso is conformant$/],
  ['1', 1, /^::error title=contoso::not conformant;/, /^##vso\[task\.logissue type=error\]contoso is not conformant;/],
  ['2', 0, /^::warning title=contoso::inconclusive;/, /^##vso\[task\.logissue type=warning\]contoso is inconclusive;/],
  [
    '3',
    3,
    /^::error .*::the suite could not judge \(exit code 3\)/,
    /type=error\]the suite could not judge \(exit code 3\)/,
  ],
  ['64', 3, /^::error .*\(exit code 64\)/, /type=error\].*\(exit code 64\)/],
  ['', 3, /^::error .*\(exit code none\)/, /type=error\].*\(exit code none\)/],
];

for (const [code, ends, github, azure] of said) {
  test(`a run that ended with "${code}" ends the job with ${ends}`, ({}, testInfo) => {
    const environment = { CODE: code, TENANT: 'contoso' };
    const onGithub = runScript(
      testInfo.outputDir,
      scriptNamed('.github/workflows/tenant.yml', 'Say what it came to'),
      environment,
    );
    expect(onGithub.code).toBe(ends);
    expect(onGithub.stdout).toMatch(github);
    expect(onGithub.stdout.match(/^::/gm)).toHaveLength(1);
    const onAzure = runScript(
      testInfo.outputDir,
      scriptNamed('pipelines/tenant.yml', 'Say what it came to'),
      environment,
    );
    expect(onAzure.code).toBe(ends);
    expect(onAzure.stdout).toMatch(azure);
    expect(onAzure.stdout.includes('result=SucceededWithIssues')).toBe(code === '2');
  });
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
  });

  /** How merging ended, the exit codes of shards that were stopped, and what the night counts as. */
  const nights: readonly (readonly [merged: number, stopped: readonly number[], counts: string])[] = [
    [0, [], '0'],
    [1, [], '1'],
    [2, [], '2'],
    [3, [2], '2'],
    [64, [2, 2], '2'],
    [64, [64, 2], '64'],
    [0, [2], '0'],
    [1, [2], '1'],
  ];
  for (const [merged, stopped, counts] of nights) {
    test(`${file}: merging ended with ${merged}, stopped shards with [${stopped}]: the night counts as ${counts}`, ({}, testInfo) => {
      const folder = testInfo.outputDir;
      const shards = file.startsWith('pipelines') ? join(folder, 'shards/one') : join(folder, 'night');
      mkdirSync(shards, { recursive: true });
      for (const [index, code] of stopped.entries()) writeFileSync(join(shards, `shard-${index}.exit`), `${code}\n`);
      const output = join(folder, 'output');
      const ended = runScript(folder, scriptNamed(file, 'Judge all shards as one run'), {
        NPM: `exit ${merged}`,
        GITHUB_OUTPUT: output,
        PIPELINE_WORKSPACE: folder,
      });
      expect(ended.code).toBe(0);
      const told = existsSync(output) ? readFileSync(output, 'utf8').trim() : ended.stdout;
      expect(told).toMatch(
        new RegExp(`^(?:code=|##vso\\[task\\.setvariable variable=code;isOutput=true\\])${counts}$`),
      );
    });
  }

  test(`${file}: a night is compared with the last one, and becomes the last one`, ({}, testInfo) => {
    const folder = testInfo.outputDir;
    const last = join(folder, 'last');
    const summary = join(folder, 'summary');
    const script = scriptNamed(file, 'Compare with the night before, and render the report');
    const npm =
      'echo "$@" >> asked; if [ "$3" = compare ]; then echo compared > reports/compare.md; exit 1; fi; touch reports/history.jsonl';
    const night = (results: string | undefined): { code: number | null; stdout: string } => {
      mkdirSync(join(folder, 'reports'), { recursive: true });
      mkdirSync(join(folder, 'night/allure/1'), { recursive: true });
      if (results !== undefined) writeFileSync(join(folder, 'reports/results.json'), results);
      return runScript(folder, script, { NPM: npm, GITHUB_STEP_SUMMARY: summary, PIPELINE_WORKSPACE: folder });
    };
    const none = night(undefined);
    expect(none.code).toBe(0);
    expect(none.stdout + (existsSync(summary) ? readFileSync(summary, 'utf8') : '')).toMatch(/there are no results/i);
    for (const results of ['first', 'second']) {
      const ended = night(results);
      expect(ended.code).toBe(0);
      expect(readFileSync(join(last, 'results.json'), 'utf8')).toBe(results);
      const told = file.startsWith('pipelines') ? ended.stdout : readFileSync(summary, 'utf8');
      expect(told).toMatch(/^compared$|uploadsummary\].*compare\.md$/m);
    }
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toMatch(
      /^run -s compare -- \S*last\/results\.json reports\/results\.json/,
    );
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
  step('Compare with the night before, and render the report');
  expect(readFileSync(output, 'utf8')).toBe('code=0\n');
  expect(readFileSync(summary, 'utf8')).toMatch(/^## B is same or better: 0 claims better, none worse$/m);
  for (const name of ['last/results.json', 'reports/history.jsonl', 'reports/allure-report/index.html'])
    expect(existsSync(join(folder, name)), name).toBe(true);
});

test('the nights of both systems are told in docs/schedule-a-tenant.md', () => {
  const page = readFileSync(join(root, 'docs/schedule-a-tenant.md'), 'utf8');
  for (const { file } of workflows.filter(({ file }) => basename(file) === 'nightly.yml')) expect(page).toContain(file);
});
