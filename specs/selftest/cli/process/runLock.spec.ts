import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { describeHolder, type Holder, holderText, isHeldBy } from '../../../../src/cli/process/lockHolder.ts';
import { isRunning, processId } from '../../../../src/cli/process/processId.ts';
import { LockedError, takeLock } from '../../../../src/files/lock.ts';

const test = base.extend<{ file: string }>({
  file: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'lock-'));
    await use(join(folder, 'run.lock'));
    rmSync(folder, { recursive: true });
  },
});

const free = (): boolean => false;
const held = (): boolean => true;

/** What may stand in the place of a lock, and whether it is held. */
const founds: readonly [what: string, make: (file: string) => void, isHeld: () => boolean, isTaken: boolean][] = [
  ['nothing', () => undefined, held, true],
  ['a lock that is held', (file) => writeFileSync(file, 'theirs'), held, false],
  ['a lock that is not held', (file) => writeFileSync(file, 'theirs'), free, true],
  ['a link that leads nowhere', (file) => symlinkSync(`${file}.absent`, file), free, true],
];

for (const [what, make, isHeld, isTaken] of founds)
  test(`a lock is ${isTaken ? 'taken' : 'not taken'} where there is ${what}`, ({ file }) => {
    make(file);
    const folder = join(file, '..');
    if (!isTaken) {
      expect(() => takeLock(file, 'ours', isHeld)).toThrow(LockedError);
      expect(readFileSync(file, 'utf8')).toBe('theirs');
      return;
    }
    const lock = takeLock(file, 'ours', isHeld);
    expect(readFileSync(file, 'utf8')).toBe('ours');
    expect(readdirSync(folder)).toEqual(['run.lock']);
    lock.rewrite('ours, still');
    expect(readFileSync(file, 'utf8')).toBe('ours, still');
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

test('a lock that somebody else has by now is not given up', ({ file }) => {
  const lock = takeLock(file, 'ours', free);
  writeFileSync(file, 'theirs');
  lock.release();
  expect(readFileSync(file, 'utf8')).toBe('theirs');
});

test('a folder in the place of a lock is told', ({ file }) => {
  mkdirSync(file);
  expect(() => takeLock(file, 'ours', free)).toThrow('cannot be written: a folder has its name (EISDIR)');
});

test('of many who find a lock without a holder, one takes it', async ({ file }) => {
  writeFileSync(file, 'of the dead');
  const module = pathToFileURL('dist/files/lock.js').href;
  const script = `
    const { takeLock } = await import(${JSON.stringify(module)});
    process.stdout.write('ready');
    await new Promise((resolve) => process.stdin.once('data', resolve));
    try { takeLock(${JSON.stringify(file)}, String(process.pid), (text) => text !== 'of the dead'); process.stdout.write(' took'); }
    catch (error) { process.stdout.write(' ' + error.message); }
    process.exit();`;
  const children = Array.from({ length: 8 }, () => spawn(process.execPath, ['--input-type=module', '-e', script]));
  const ends = children.map((child) => new Promise((resolve) => child.on('close', resolve)));
  const said = children.map(() => '');
  await Promise.all(
    children.map(
      (child, at) =>
        new Promise<void>((resolve) =>
          child.stdout.setEncoding('utf8').on('data', (text: string) => {
            said[at] += text;
            resolve();
          }),
        ),
    ),
  );
  for (const child of children) child.stdin.write('go');
  await Promise.all(ends);
  expect(said.filter((text) => text === 'ready took')).toHaveLength(1);
  expect(said.filter((text) => text === 'ready somebody holds the lock')).toHaveLength(7);
  expect(readdirSync(join(file, '..'))).toEqual(['run.lock']);
});

const since = '2026-11-30T23:00:00.000Z';
const holder = (other: Partial<Holder> = {}): string =>
  holderText({ command: 'conformance', host: 'here', since, processes: [{ pid: 7 }, { pid: 8 }], ...other });

/** What a lock says, which processes run, whether it is held as seen from here, and by whom. */
const holders: readonly [text: string, running: readonly number[], isHeld: boolean, by: string][] = [
  [holder(), [7], true, `conformance (process 7, since ${since})`],
  [holder(), [8], true, `conformance (process 7, since ${since})`],
  [holder(), [], false, `conformance (process 7, since ${since})`],
  [holder({ host: 'there' }), [], true, `conformance (process 7 on there, since ${since})`],
  [
    holder({ command: 'gate\u001b[2J\n::error::x' }),
    [7],
    true,
    `gate\\u{1b}[2J :\\:error::x (process 7, since ${since})`,
  ],
  [holder({ processes: [] }), [7], false, 'another run'],
  [holder().slice(0, 20), [7], false, 'another run'],
  ['', [7], false, 'another run'],
  ['null', [7], false, 'another run'],
  ['{"processes":[null]}', [7], false, 'another run'],
];

for (const [text, running, isHeld, by] of holders)
  test(`the lock ${JSON.stringify(text.slice(0, 90))} is ${isHeld ? 'held' : 'not held'} while ${running.join(' and ') || 'nothing'} runs`, () => {
    expect(isHeldBy(text, 'here', ({ pid }) => running.includes(pid))).toBe(isHeld);
    expect(describeHolder(text, 'here')).toBe(by);
  });

test('a process is known by its birth, for its number is given again', () => {
  const own = processId(process.pid);
  expect(isRunning(own)).toBe(true);
  expect(isRunning({ pid: process.pid })).toBe(true);
  expect(isRunning({ pid: 0 })).toBe(false);
  if (own.birth !== undefined) expect(isRunning({ ...own, birth: 'another boot 1' })).toBe(false);
});
