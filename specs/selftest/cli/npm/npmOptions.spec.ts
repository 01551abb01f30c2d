import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type NpmLine, npmLineIn } from '../../../../src/cli/npm/line.ts';
import { newestLine } from '../../../../src/cli/npm/logs.ts';
import { namesIn } from '../../../../src/cli/npm/rc.ts';
import { type StartedByNpm, swallowedBy } from '../../../../src/cli/npm/swallowed.ts';
import { refused, runOptions } from '../../../../src/cli/option/runOptions.ts';
import { linePastNpm } from '../../../../src/cli/option/usage.ts';
import { suiteRoot } from '../../../../src/files/root.ts';

const gate = {
  options: {
    'base-url': { type: 'string' },
    token: { type: 'string' },
    proxy: { type: 'string' },
    ca: { type: 'string' },
    ...runOptions,
  },
  refused,
} as const;
const compare = { options: { json: { type: 'string' }, markdown: { type: 'string' } } } as const;

function line(command: string, ...options: string[]): NpmLine {
  return { command, words: [], options, configurations: [] };
}

function swallowed(started: Partial<StartedByNpm>, command: Parameters<typeof swallowedBy>[0] = gate): string[] {
  return swallowedBy(command, { environment: {}, lines: [], configured: new Set(), ...started });
}

/** What npm leaves of options in the environment, with the options of ours that were meant. */
const left: readonly (readonly [names: Readonly<Record<string, string>>, options: readonly string[]])[] = [
  [{ npm_config_dry_run: 'true' }, ['dry-run']],
  [{ npm_config_last_failed: 'true' }, ['last-failed']],
  [{ npm_config_list: '' }, ['list']],
  [{ npm_config_base_url: 'http://host', npm_config_workers: 'true' }, ['base-url', 'workers']],
  [{ npm_config_token: 's' }, ['token']],
  [{ npm_config_token_description: 's' }, ['token']],
  [{ npm_config_global: 'true' }, ['grep']],
  [{ npm_config_g: 'true' }, ['grep-invert']],
  [{ npm_config_json: 'true' }, ['workers']],
  [{ npm_config_j2: 'true' }, ['workers']],
  [{ npm_config_dryrun: 'true' }, ['dry-run']],
  [{ npm_config_shards: '1/2' }, ['shard']],
  [{ npm_config_dry: 'true' }, ['dry-run']],
  [{ npm_config_retries: 'true' }, ['retries']],
  [{ npm_config_proxy: 'http://host', npm_config_ca: 'x' }, []],
  [{ npm_config_yes: 'true', npm_config_cache: '/c', npm_config_browser: 'x', NPM_CONFIG_LIST: 'true' }, []],
];
for (const [environment, options] of left)
  test(`${Object.keys(environment).join(' ')} in the environment is ${options.join(' ') || 'no option of ours'}`, () => {
    expect(swallowed({ environment })).toEqual(options);
  });

/** Options on the line of an npm, as its log has them. */
const written: readonly (readonly [line: NpmLine, options: readonly string[]])[] = [
  [line('run', '--only'), ['only']],
  [line('run-script', '--proxy', '--ca'), ['proxy', 'ca']],
  [line('exec', '--no-list'), ['list']],
  [line('test', '--global', '-G', '-j4'), ['grep', 'grep-invert', 'workers']],
  [line('run', '-only', '-gfoo'), ['only', 'grep']],
  [line('run', '--prefix', '--workspace', '--loglevel', '-w', '--if-present', '--quiet', '--ws', '--browser'), []],
  [line('publish', '--dry-run'), []],
];
for (const [one, options] of written)
  test(`npm ${one.command} ${one.options.join(' ')} takes ${options.join(' ') || 'nothing of ours'}`, () => {
    expect(swallowed({ lines: [one] })).toEqual(options);
    expect(swallowed({ lines: [line('run'), one] })).toEqual(options);
  });

test('what a file of npm sets, or another command of npm was told, is not meant for us', () => {
  const environment = { npm_config_list: 'true', npm_config_dry_run: 'true' };
  expect(swallowed({ environment, configured: new Set(['list', 'dry-run']) })).toEqual([]);
  expect(swallowed({ environment, lines: [line('run'), line('publish', '--dry-run')] })).toEqual(['list']);
  expect(swallowed({ environment: { ...environment, npm_command: 'publish' } })).toEqual([]);
  expect(swallowed({ environment, lines: [line('run', '--list')], configured: new Set(['list', 'dry-run']) })).toEqual([
    'list',
  ]);
  expect(swallowed({ environment: { npm_config_json: 'true' } }, compare)).toEqual(['json']);
});

test('a .npmrc sets what stands before = or alone', () => {
  expect(namesIn('; no\n# no\nlist\n dry_run = true\nca[]="a"\n//host/:_authToken=x\n\r\nToken=1\r\n')).toEqual([
    ...['list', 'dry-run', 'ca', '//host/:-authtoken', 'token'],
  ]);
});

const log = `1 info using npm@11.0.0
3 silly config load:file:/p/.npmrc
10 verbose title npm run show --x
11 verbose argv "--prefix" "/a b" "run" "show" "--only" "a \\"b" "-j" "2" "--" "--x"
`;

test('the log of an npm has its line', () => {
  expect(npmLineIn(log)).toEqual({
    command: 'run',
    words: ['show', '--x'],
    options: ['--prefix', '--only', '-j'],
    configurations: ['/p/.npmrc'],
  });
  expect(npmLineIn(log.replaceAll('\n', '\r\n'))).toEqual(npmLineIn(log));
  for (const cut of ['', '10 verbose title npm run show\n', 'nothing\n']) expect(npmLineIn(cut)).toBeUndefined();
});

test('where no process can be looked into, the newest log of an npm that still runs the script has the line', () => {
  const cache = mkdtempSync(join(tmpdir(), 'npm-cache-'));
  mkdirSync(join(cache, '_logs'));
  const write = (second: number, text: string): void =>
    writeFileSync(join(cache, `_logs/2026-01-01T00_00_0${second}_000Z-debug-0.log`), text);
  const show = { npm_lifecycle_event: 'show', npm_config_cache: cache };
  write(2, log);
  write(3, `${log.replaceAll('--only', '--grep')}99 verbose exit 0\n`);
  write(4, log.replaceAll('show', 'build'));
  expect(newestLine(show).map(({ options }) => options)).toEqual([['--prefix', '--only', '-j']]);
  expect(newestLine({ ...show, npm_lifecycle_event: 'other' })).toEqual([]);
  expect(newestLine({})).toEqual([]);
  rmSync(cache, { recursive: true });
});

test('the right line names the script that npm ran, or the package', () => {
  expect(linePastNpm('gate', ['--list'], { npm_lifecycle_event: 'night run' })).toBe("npm run 'night run' -- --list");
  expect(linePastNpm('gate', ['--list'], { npm_lifecycle_event: 'npx' })).toMatch(/^npx \S+ gate --list$/);
  expect(linePastNpm('gate', ['--list'], {})).toBe('npm run gate -- --list');
});

test.describe('by npm itself', () => {
  let folder: string;
  test.beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'npm-options-'));
    const built = (command: string): string => `node ${join(suiteRoot, `dist/cli/${command}.js`)}`;
    const commands = ['conformance', 'gate', 'contracts', 'compare', 'sweep', 'mock', 'openapi', 'report', 'mutate'];
    const scripts = {
      ...Object.fromEntries(commands.map((command) => [command, `npm run -s first && ${built(command)}`])),
      first: 'node -v',
      nested: 'npm run -s gate -- --shard 0/2',
      package: `${built('main')} gate`,
      prepack: 'npm run -s gate -- --shard 0/2',
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version: '1.0.0', scripts }));
  });
  test.afterAll(() => rmSync(folder, { recursive: true }));

  async function npm(
    args: readonly string[],
    { environment = {}, npmrc = '' }: { environment?: Record<string, string>; npmrc?: string } = {},
  ): Promise<{ code: number | null; printed: string }> {
    const own = Object.entries(process.env).filter(([name]) => !/^(npm_|GRAPH|GPCONF|ENV_FILE|PW|TEST)/i.test(name));
    const cwd = mkdtempSync(join(folder, 'cwd-'));
    writeFileSync(join(cwd, '.user'), npmrc);
    const child = spawn('npm', ['--prefix', folder, ...args], {
      cwd: args[0] === 'pack' ? folder : cwd,
      env: { ...Object.fromEntries(own), npm_config_userconfig: join(cwd, '.user'), ...environment },
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, printed };
  }

  const slips: readonly (readonly [args: readonly string[], says: string])[] = [
    [['run', 'conformance', '--dry-run'], 'npm run conformance -- --dry-run\n'],
    [['run', '-s', 'conformance', '--only', 'groupPolicyOperation/create'], 'npm run conformance -- --only …\n'],
    [['run', '-s', 'conformance', '--only=a', '--', '--list'], 'npm run conformance -- --only …\n'],
    [['run', '-s', 'conformance', '-g', 'pattern', '-j', '2'], 'npm run conformance -- --grep … --workers …\n'],
    [['run', '-s', 'gate', '--base-url', 'http://s3cretpw99@host'], 'npm run gate -- --base-url …\n'],
    [['run', '-s', 'gate', '--proxy=http://u:s3cretpw99@host', '--ca', 'x'], 'npm run gate -- --proxy … --ca …\n'],
    [['run', '-s', 'contracts', '--check', 'pages'], 'npm run contracts -- --check\n'],
    [['run', 'compare', 'a', 'b', '--json', 'c'], 'npm run compare -- --json …\n'],
    [['run', '-s', 'sweep', '--dry-run'], 'npm run sweep -- --dry-run\n'],
    [['run', '-s', 'mock', '--port', '0'], 'npm run mock -- --port …\n'],
    [['run', '-s', 'openapi', '--output=x'], 'npm run openapi -- --output …\n'],
    [['run', '-s', 'report', '--no-open'], 'npm run report -- --open\n'],
    [['run', '-s', 'mutate', '--judges'], 'npm run mutate -- --judges\n'],
    [['run', '-s', 'package', '--list'], 'npm run package -- --list\n'],
    [['run', '-s', 'nested', '--only', 'a'], 'npm run gate -- --only …\n'],
    [['run', '-s', 'nested', '--dry-run'], 'npm run gate -- --dry-run\n'],
  ];
  const never: readonly (readonly [args: readonly string[], says: string])[] = [
    [['run', '-s', 'gate', '--token', 's3cretpw99'], '--token is not taken: every user of the machine sees it'],
    [['run', '-s', 'conformance', '--retries=2'], '--retries is not taken: '],
  ];
  for (const [args, says] of never)
    test(`npm ${args.join(' ')} is refused, and no line with it is shown`, async () => {
      const { code, printed } = await npm(args);
      expect(printed).toContain(`for itself, and nothing was done; ${says}`);
      expect(printed).not.toMatch(/s3cretpw99|put -- before/);
      expect(code).toBe(64);
    });

  for (const [args, says] of slips)
    test(`npm ${args.join(' ')} is refused`, async () => {
      const { code, printed } = await npm(args);
      expect(printed).toContain(`for itself, and nothing was done; put -- before the options: ${says}`);
      expect(printed).not.toContain('s3cretpw99');
      expect(code).toBe(64);
    });

  const right: readonly (readonly [what: string, args: readonly string[], set?: Parameters<typeof npm>[1]])[] = [
    ['options behind --', ['run', '-s', 'gate', '--', '--shard', '0/2']],
    ['a script that has them', ['run', '-s', 'nested']],
    ['settings of npm', ['run', '--loglevel=error', '--if-present', 'nested']],
    ['a .npmrc', ['run', '-s', 'nested'], { npmrc: 'list=true\ntoken=x\nproxy=http://127.0.0.1:9\njson=true\n' }],
    ['an environment', ['run', '-s', 'nested'], { environment: { npm_config_proxy: 'http://127.0.0.1:9' } }],
    ['another command', ['pack', '--dry-run', '--foreground-scripts']],
  ];
  for (const [what, args, set] of right)
    test(`${what} takes nothing: npm ${args.join(' ')}`, async () => {
      const { printed } = await npm(args, set);
      expect(printed).not.toContain('npm took');
      expect(printed).toMatch(/gate: (?:--base-url is missing|--shard "0\/2" is no shard)/);
    });

  test('what npm drops without a trace is told where it keeps no log', async () => {
    for (const [command, says] of [
      ['gate', true],
      ['sweep', false],
    ] as const) {
      const { printed } = await npm(['run', '-s', command, '--only=a'], { npmrc: 'logs-max=0\n' });
      expect(/npm keeps no log \(logs-max is 0\), so that --only before a lone -- leaves no trace/.test(printed)).toBe(
        says,
      );
    }
    const { printed } = await npm(['run', '-s', 'gate', '--', '--shard', '0/2']);
    expect(printed).not.toContain('npm keeps no log');
  });

  test('no setting that npm has itself is taken for one of ours', async () => {
    const { printed } = await npm(['config', 'ls', '-l', '--json']);
    const names = Object.keys(JSON.parse(printed) as object).filter((name) => !name.startsWith('//'));
    expect(names.length).toBeGreaterThan(100);
    const environment = Object.fromEntries(names.map((name) => [`npm_config_${name.replaceAll('-', '_')}`, 'x']));
    const ours = ['dry-run', 'grep', 'only', 'token', 'workers'];
    expect(swallowed({ environment }).sort()).toEqual(ours);
  });
});
