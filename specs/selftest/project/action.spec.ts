import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { test } from '../../../fixtures/command.ts';
import { suiteRoot } from '../../../src/files/root.ts';
import { startMock } from '../../../src/mock/server.ts';

test.setTimeout(180_000);

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id?: string;
      readonly run: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const text = readFileSync(join(suiteRoot, 'action.yml'), 'utf8');
const action = parse(text) as Action;

test('the action is valid under its schema, and not with a key misspelt', () => {
  const require = createRequire(import.meta.url);
  const schema = JSON.parse(
    readFileSync(require.resolve('schemastore/schemas/json/github-action.json'), 'utf8'),
  ) as object;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  expect(validate(action), JSON.stringify(validate.errors)).toBe(true);
  for (const key of ['runs', 'using', 'description'])
    expect(validate(parse(text.replace(new RegExp(`^( *)${key}:`, 'm'), `$1${key}z:`))), key).toBe(false);
});

/** Runs the step that gates, as GitHub does: with the inputs in its environment. Gives its exit code and its outputs. */
async function gate(
  suite: string,
  inputs: Readonly<Record<string, string>>,
): Promise<{ code: number | null; outputs: string; printed: string }> {
  const step = action.runs.steps.find(({ id }) => id === 'gate');
  const values: Record<string, string> = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, inputs[name] ?? input.default ?? '']),
  );
  const environment = Object.entries(step?.env ?? {}).map(([name, value]) => [
    name,
    value
      .replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, input: string) => values[input] ?? '')
      .replace(/^\$\{\{ github\.action_path \}\}$/, suite),
  ]);
  const outputs = join(suite, 'outputs.txt');
  writeFileSync(outputs, '');
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:GRAPH|GPCONF|PW|TEST|PLAYWRIGHT)/.test(name));
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'false'], {
    cwd: suite,
    env: { ...Object.fromEntries(inherited), ...Object.fromEntries(environment), GITHUB_OUTPUT: outputs },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
    });
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { code, outputs: readFileSync(outputs, 'utf8'), printed };
}

test('the action gates a server, and says how it ended', async ({ workspace }) => {
  const part = { types: ['groupPolicyObjectFile'] };
  writeFileSync(join(workspace.folder, 'mock.json'), JSON.stringify(part));
  const mock = await startMock();
  const right = await gate(workspace.folder, { 'base-url': mock.baseUrl, capabilities: 'mock.json' });
  expect(right.printed).toContain('CONFORMANT in what was asked');
  expect(right).toMatchObject({ code: 0, outputs: 'verdict=conformant\n' });
  await mock.close();
  const gone = await gate(workspace.folder, { 'base-url': mock.baseUrl, wait: '0' });
  expect(gone).toMatchObject({ code: 2, outputs: 'verdict=inconclusive\n' });
  const wrong = await gate(workspace.folder, { 'base-url': mock.baseUrl, arguments: '--insecurely' });
  expect(wrong).toMatchObject({ code: 64, outputs: 'verdict=usage\n' });
});

test('the script takes nothing but variables', () => {
  for (const { run } of action.runs.steps) expect(run).not.toMatch(/\$\{\{/);
});
