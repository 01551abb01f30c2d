import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../fixtures/command.ts';
import { patternOf, type Told, toldIn, wordsOf } from '../../../fixtures/consoleBlocks.ts';
import { serveRaw } from '../../../fixtures/rawServer.ts';
import type { Running, Workspace } from '../../../src/bench/workspace.ts';
import { suiteRoot } from '../../../src/files/root.ts';

test.setTimeout(600_000);

const pages = [
  'README.md',
  ...readdirSync(join(suiteRoot, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const { scripts } = JSON.parse(readFileSync(join(suiteRoot, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** The port that pages show. */
const shownPort = /\b4010\b/g;
/** The days that pages leave to their reader, by how many days from now they are. */
const shownDays: readonly (readonly [shown: RegExp, days: (match: readonly string[]) => number])[] = [
  [/<today>/g, () => 0],
  [/<in (\d+) days>/g, ([, days]) => Number(days)],
];

async function freePort(): Promise<string> {
  const place = await serveRaw(() => undefined);
  await place.close();
  return new URL(place.origin).port;
}

/** A file of a page with the days that its reader fills in. */
function filledIn(content: string): string {
  const day = (later: number): string => new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10);
  return shownDays.reduce(
    (text, [shown, days]) => text.replaceAll(shown, (...match: string[]) => day(days(match))),
    content,
  );
}

/** Does what a page tells, in a workspace, and expects what it shows; commands that end with `&` go on until the page ends. */
async function follow(told: readonly Told[], workspace: Workspace): Promise<void> {
  const port = await freePort();
  const here = (text: string): string => text.replaceAll(shownPort, port);
  const running: Running[] = [];
  let code: number | null = 0;
  for (const one of told) {
    if ('file' in one) {
      writeFileSync(join(workspace.folder, one.file), filledIn(here(one.content)));
      continue;
    }
    const where = `line ${one.line}: ${one.command}`;
    const expected = patternOf(one.output.map(here));
    if (one.command === 'echo $?') {
      expect(`${code}\n`, where).toMatch(expected);
      continue;
    }
    const { variables, words } = wordsOf(here(one.command));
    const [npm, run, silent, name = '', dashes, ...args] = words;
    expect([npm, run, silent], where).toEqual(['npm', 'run', '-s']);
    expect(scripts[name], where).toMatch(new RegExp(`^npm run -s build && node dist/cli/${name}\\.js$`));
    expect([undefined, '--', '&'], where).toContain(dashes);
    if (words.at(-1) === '&') {
      const started = workspace.start(
        name,
        args.filter((argument) => argument !== '&'),
        variables,
      );
      running.push(started);
      const [first] = await started.printed(/^.*\n/);
      expect(first, where).toMatch(expected);
      continue;
    }
    const ended = await workspace.run(name, args, variables);
    expect(ended.stdout + ended.stderr, where).toMatch(expected);
    ({ code } = ended);
  }
  for (const one of running) one.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
}

for (const page of pages) {
  const text = readFileSync(join(suiteRoot, page), 'utf8');
  const told = toldIn(text);

  if (told.length > 0)
    test(`${page}: what it tells to do does what it shows`, async ({ workspace }) => {
      await follow(told, workspace);
    });

  test(`${page}: its links lead somewhere`, () => {
    const headings = (file: string): string[] =>
      [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\w\- ]/g, '')
          .replaceAll(' ', '-'),
      );
    for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https:/.test(link)) continue;
      const [path = '', fragment] = link.split('#');
      const file = path === '' ? join(suiteRoot, page) : join(suiteRoot, dirname(page), path);
      expect(existsSync(file), link).toBe(true);
      if (fragment !== undefined) expect(headings(file), link).toContain(fragment);
    }
  });
}

test('the README leads to every page', () => {
  const readme = readFileSync(join(suiteRoot, 'README.md'), 'utf8');
  expect(pages.slice(1).filter((page) => !readme.includes(`](${page}): `))).toEqual([]);
});

test('what is shown is what has to come, but for what is left out', () => {
  expect('a b c\nd\n').toMatch(patternOf(['a … c', 'd']));
  expect('a\nx\ny\nd\n').toMatch(patternOf(['a', '…', 'd']));
  expect('a\nd\n').not.toMatch(patternOf(['a', 'c']));
  expect('a.b\n').not.toMatch(patternOf(['a-b']));
  expect(() => toldIn('```console\nno command\n```')).toThrow('line 2: a console block begins with a command');
});

test('the loop of nights tells how each tenant ended, and ends so', () => {
  const block =
    /^failed=.*?(?=^```)/ms.exec(readFileSync(join(suiteRoot, 'docs/schedule-a-tenant.md'), 'utf8'))?.[0] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'nights-'));
  const night = (code: number): SpawnSyncReturns<string> => {
    const npm = `#!/bin/sh\ncase "$*" in *conformance*) echo "$ENV_FILE" >reports/results.json; [ "$ENV_FILE" = .env.fabrikam ] && exit ${code}; exit 0;; *) exit 64;; esac\n`;
    writeFileSync(join(folder, 'npm'), npm, { mode: 0o755 });
    const environment = { PATH: `${folder}:${process.env['PATH']}` };
    return spawnSync('sh', ['-c', block], { cwd: folder, encoding: 'utf8', env: environment });
  };
  for (const name of ['reports', 'nights']) mkdirSync(join(folder, name));
  expect(night(0)).toMatchObject({ status: 0, stderr: '', stdout: 'exit codes other than 0: none\n' });
  expect(night(2)).toMatchObject({ status: 1, stdout: 'exit codes other than 0: fabrikam=2\n' });
  for (const tenant of ['contoso', 'fabrikam'])
    expect(readFileSync(join(folder, `nights/${tenant}.json`), 'utf8')).toBe(`.env.${tenant}\n`);
  rmSync(folder, { recursive: true });
});
