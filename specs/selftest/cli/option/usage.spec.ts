import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type BareFolder, createBareFolder } from '../../../../fixtures/bareFolder.ts';
import { plan } from '../../../../fixtures/plan.ts';
import { serveRaw } from '../../../../fixtures/rawServer.ts';
import { readArguments } from '../../../../src/cli/option/arguments.ts';
import { forwarded, refused, runOptions } from '../../../../src/cli/option/runOptions.ts';
import { UsageError } from '../../../../src/cli/option/usageError.ts';
import { choose } from '../../../../src/cli/run/caseSelection.ts';
import { suiteRoot } from '../../../../src/files/root.ts';

let bare: BareFolder;
const run: BareFolder['run'] = (...asked) => bare.run(...asked);
test.beforeAll(() => {
  bare = createBareFolder();
  const { folder } = bare;
  mkdirSync(join(folder, 'blobs'));
  writeFileSync(join(folder, 'blobs/report-1.zip'), 'PK cut');
  mkdirSync(join(folder, 'allure'));
  writeFileSync(join(folder, 'allure/a-result.json'), '{"labels":[');
});
test.afterAll(() => bare.remove());

const base = ['--base-url', 'http://127.0.0.1:9'];
const omit = ['--fault', 'omit'];

/** Wrong input of commands, and what their one sentence says. */
const wrong: readonly (readonly [command: string, args: readonly string[], says: string])[] = [
  [
    'conformance',
    ['--reporter=list'],
    '--reporter is not taken: a run is judged by one configuration and one reporter',
  ],
  ['gate', [], '--base-url is missing; it says where the server is'],
  ['gate', ['--base-url', 'nowhere'], 'GRAPH_BASE_URL is "nowhere"; it must be an http or https URL'],
  [
    'gate',
    [...base, '--capability', 'x'],
    '--capability is no option; did you mean --capabilities? usage: npm run gate',
  ],
  ['gate', ['http://127.0.0.1:9', ...base], '"http://127.0.0.1:9" belongs to no option'],
  ['gate', [...base, '--capabilities', 'none.json'], '--capabilities none.json is no file; name one that is there'],
  ['gate', [...base, '--proxy', 'socks'], 'GRAPH_PROXY is no http or https URL'],
  ['gate', [...base, '--timeout', 'long'], 'GRAPH_DEADLINE_MS is "long"'],
  ['gate', [...base, '--', '--shard=0/2'], '--shard "0/2" is no shard'],
  ['merge', ['blobs'], 'blobs/report-1.zip is no blob of a shard, or is cut; copy it again'],
  ['merge', [], '1 word is expected besides options, found 0; usage: npm run merge -- <folder'],
  ['report', ['blobs'], "no results in blobs; expected Allure's …-result.json"],
  ['report', ['allure'], 'allure/a-result.json is no JSON; it is cut'],
  ['mutate', ['--file', '['], '--file "[" is no regular expression (Unterminated character class)'],
  ['bench', ['--rounds', '0'], '--rounds 0 is no whole number of at least 1'],
  ['coverage', ['a', 'b'], '"b" belongs to no option; usage: npm run coverage'],
  [
    'openapi',
    ['--output', 'no/such/folder.json'],
    'no/such/folder.json cannot be written: its folder is missing (ENOENT)',
  ],
  ['sweep', ['--dry'], '--dry is no option; usage: npm run sweep'],
  ['mock', ['--port', ''], '--port needs a value, found none'],
  ['mock', ['--host', ''], '--host needs a value, found none'],
  ['mock', ['--port', '99999'], '--port 99999 is not a port number; it must be one from 0 to 65535'],
  ['mock', ['--host', '192.0.2.1'], 'cannot listen on 192.0.2.1, port 4010: this machine has no such address'],
  ['mock', ['--fault', 'omitt'], '--fault omitt is no fault; did you mean omit?; --faults lists them all'],
  ['mock', ['--fault', 'answer-status'], '--fault answer-status needs a status: --fault answer-status=…'],
  ['mock', ['--fault-on', 'POST /groupPolicyObjectFiles'], 'say where a --fault shows, and there is none'],
  [
    'mock',
    [...omit, '--fault-on', 'POST /groupPolicyObjectFile'],
    'is no documented request; did you mean POST /groupPolicyObjectFiles',
  ],
  [
    'mock',
    [...omit, '--fault-on', 'POST /groupPolicyObjectFiles', '--fault-property', 'contnt'],
    '--fault-property contnt: nothing there has a property contnt; did you mean content?',
  ],
  [
    'mock',
    [...omit, '--fault-property', 'target/groupIt'],
    'nothing there has a property groupIt; did you mean groupId',
  ],
  ['main', ['gat'], '"gat" is no command; did you mean gate?'],
];

for (const [command, args, says] of wrong)
  test(`${command} ${args.join(' ')}: wrong usage is one sentence`, async () => {
    const { code, stdout, stderr } = await run(command, args);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^ +at /m);
    if (command !== 'main') expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  });

for (const command of ['conformance', 'merge', 'sweep'])
  test(`${command} does nothing where ENV_FILE names no file`, async () => {
    expect(await run(command, command === 'merge' ? ['blobs'] : [], { ENV_FILE: '.env.contsoo' })).toEqual({
      code: 64,
      stdout: '',
      stderr: `${command}: ENV_FILE is ".env.contsoo", which is missing; name a file of settings, or leave ENV_FILE out\n`,
    });
  });

test('a port that is taken is told in a sentence', async () => {
  const taken = await serveRaw(() => undefined);
  const { port } = new URL(taken.origin);
  const { code, stderr } = await run('mock', ['--port', port]);
  await taken.close();
  expect(stderr).toBe(
    `mock: the server cannot listen on 127.0.0.1, port ${port}: something listens there already; name another --port, or --port 0 for a free one\n`,
  );
  expect(code).toBe(64);
});

const commands = readdirSync(join(suiteRoot, 'src/cli'))
  .filter((name) => /^await (?:runCommand|runExport)\(/m.test(readSource(name)))
  .map((name) => name.replace('.ts', ''));

function readSource(name: string): string {
  return name.endsWith('.ts') ? readFileSync(join(suiteRoot, 'src/cli', name), 'utf8') : '';
}

test('every command tells its usage', async () => {
  expect(commands.length).toBeGreaterThan(13);
  for (const command of commands) {
    const asked = await run(command, ['--bogus', '-h']);
    expect(asked, command).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout).toMatch(new RegExp(`^usage: npm run ${command} -- `));
  }
  const { stdout, code } = await run('main', ['--help']);
  expect(code).toBe(0);
  for (const command of ['gate', 'conformance', 'compare', 'sweep'])
    expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect(await run('main', ['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
});

/** Wrong options of a run, which no Playwright is started for. */
const options: readonly (readonly [args: readonly string[], says: string])[] = [
  [['--foo'], '--foo is no option; usage: npm run conformance -- [option…]'],
  [['--grpe', 'x'], '--grpe is no option; did you mean --grep? usage'],
  [['word'], '"word" belongs to no option'],
  [['-c', 'x'], '-c is not taken: a run is judged by one configuration and one reporter'],
  [['--config=x'], '--config is not taken'],
  [['--retries=1'], '--retries is not taken: a case is sent once'],
  [['--pass-with-no-tests'], '--pass-with-no-tests is not taken: a run of no case is not conformant'],
  [['--trace', 'on'], '--trace is not taken'],
  [['-u'], '-u is not taken'],
  [['-x'], '-x is not taken: a run that stops early says nothing of what it left out'],
  [['--list=yes'], '--list takes no value, found "yes"'],
  [['--grep'], '--grep needs a value, found none'],
  [['--grep', '--list'], '--grep needs a value, found "--list"; a value that begins so is written --grep=--list'],
  [['--grep', '['], '--grep "[" is no regular expression (Unterminated character class)'],
  [['-G', '('], '--grep-invert "(" is no regular expression (Unterminated group)'],
  [['--workers=0'], '--workers "0" must be a whole number of at least 1, or a percentage'],
  [['-j', 'many'], '--workers "many" must be'],
  [['--shard=9/3'], '--shard "9/3" is no shard'],
  [['--shard', '1'], '--shard "1" is no shard'],
  [['--only='], '--only needs a value, found none'],
  [['--only', 'groupPolicyOperation/crate'], 'names no case; did you mean groupPolicyOperation/create'],
];

for (const [args, says] of options)
  test(`a run with ${args.join(' ')} is refused`, () => {
    const command = { name: 'conformance', usage: '[option…]', options: runOptions, refused } as const;
    const ask = (): void => {
      const { values } = readArguments(command, args);
      forwarded(values);
      choose(values, plan);
    };
    expect(ask).toThrow(UsageError);
    expect(ask).toThrow(says);
  });

test('what a pattern finds is looked for in titles and tags, without regard to case, or as its flags say', () => {
  const chosen = (grep: string, invert?: string): number =>
    choose({ grep, ...(invert === undefined ? {} : { 'grep-invert': invert }) }, plan).plan.length;
  expect(chosen('@groupPolicyOperation ')).toBe(11);
  expect(chosen('@GROUPPOLICYOPERATION ')).toBe(11);
  expect(chosen('/@GROUPPOLICYOPERATION /')).toBe(0);
  expect(chosen('/@GROUPPOLICYOPERATION /gi')).toBe(11);
  expect(chosen('@groupPolicyOperation ', '@PATCH')).toBeLessThan(11);
  expect(choose({ grep: 'a\\b' }, plan).environment).toHaveProperty('GPCONF_ONLY');
  expect(choose({ only: ['groupPolicyOperation'], grep: 'none' }, plan).empty).toMatch(
    /^--grep "none" selects none of 11 cases, which have titles and tags such as "groupPolicyOperation /,
  );
});
