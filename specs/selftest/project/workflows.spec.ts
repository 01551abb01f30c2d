import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import {
  isMapping,
  type Mapping,
  mappingsIn,
  root,
  type System,
  scriptsIn,
  systems,
  type Workflow,
  workflows,
} from '../../../fixtures/workflows.ts';
import { settings } from '../../../src/settings/settings.ts';

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

test('the nights of both systems are told in docs/schedule-a-tenant.md', () => {
  const page = readFileSync(join(root, 'docs/schedule-a-tenant.md'), 'utf8');
  for (const { file } of workflows.filter(({ file }) => basename(file) === 'nightly.yml')) expect(page).toContain(file);
});
