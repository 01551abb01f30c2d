import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { writeGiven } from '../../../src/cli/option/fileOption.ts';
import { ownFolder } from '../../../src/files/ownFolder.ts';
import { stageFile, writeFile } from '../../../src/files/writeFile.ts';

/** A folder for what is written, and beside it a file of somebody else. */
const test = base.extend<{ place: { readonly folder: string; readonly other: string } }>({
  place: async ({}, use) => {
    const root = mkdtempSync(join(tmpdir(), 'written-'));
    const place = { folder: join(root, 'own'), other: join(root, 'other') };
    mkdirSync(place.folder);
    writeFileSync(place.other, 'of somebody else');
    await use(place);
    rmSync(root, { recursive: true });
  },
});

/** What may stand in the place of a file. */
const before: Readonly<Record<string, (file: string, other: string) => void>> = {
  nothing: () => undefined,
  'a file': (file) => writeFileSync(file, 'before'),
  'a symbolic link': (file, other) => symlinkSync(other, file),
  'a hard link': (file, other) => linkSync(other, file),
  'a link that leads nowhere': (file, other) => symlinkSync(`${other}.absent`, file),
  'a link to a full disk': (file) => symlinkSync('/dev/full', file),
};

for (const [what, make] of Object.entries(before))
  test(`a file takes the place of ${what}, and what is elsewhere stays`, ({ place: { folder, other } }) => {
    const file = join(folder, 'a.json');
    make(file, other);
    writeFile(file, 'written');
    expect(lstatSync(file).isFile()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('written');
    expect(readFileSync(other, 'utf8')).toBe('of somebody else');
    expect(existsSync(`${other}.absent`)).toBe(false);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

/** What keeps a file from being written, and what is said of it. */
const refusals: readonly [what: string, file: string, prepare: (folder: string) => void, says: string][] = [
  ['a folder in its place', 'a', (folder) => mkdirSync(join(folder, 'a')), 'a folder has its name (EISDIR)'],
  ['a missing folder', 'absent/a', () => undefined, 'its folder is missing (ENOENT)'],
  ['a file for its folder', 'a/b', (folder) => writeFileSync(join(folder, 'a'), ''), 'its folder is a file (ENOTDIR)'],
  ['a long name', 'n'.repeat(300), () => undefined, 'its name is too long (ENAMETOOLONG)'],
];

for (const [what, name, prepare, says] of refusals)
  test(`a file is refused for ${what}, and nothing half-written is left`, ({ place: { folder } }) => {
    prepare(folder);
    const found = readdirSync(folder);
    expect(() => writeFile(join(folder, name), 'written')).toThrow(`cannot be written: ${says}`);
    expect(readdirSync(folder)).toEqual(found);
  });

test('what is staged is not in its place before it is committed, and nowhere after it is discarded', ({
  place: { folder },
}) => {
  const file = join(folder, 'a.json');
  stageFile(file, 'discarded').discard();
  const staged = stageFile(file, 'staged');
  expect(existsSync(file)).toBe(false);
  staged.commit();
  expect(readFileSync(file, 'utf8')).toBe('staged');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('a file keeps who may read it, and a new one is readable as it is asked for', ({ place: { folder } }) => {
  test.skip(process.platform === 'win32', 'Windows keeps no such modes');
  const file = join(folder, 'a.json');
  writeFile(file, 'secret', 0o600);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o640);
  writeFile(file, 'again');
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

test('a folder is no link, and no file', ({ place: { folder, other } }) => {
  const name = join(folder, 'reports');
  symlinkSync(folder, name);
  expect(() => ownFolder(name)).toThrow(`is a link to ${folder}, and nothing is written through links; remove it`);
  expect(() => ownFolder(other)).toThrow('is not a folder; move it away');
  ownFolder(join(folder, 'new'));
  expect(statSync(join(folder, 'new')).isDirectory()).toBe(true);
});

/** What an argument may name for output, and what is said of it. */
const outputs: readonly [what: string, make: (file: string, other: string) => void, says: RegExp][] = [
  [
    'a link',
    (file, other) => symlinkSync(other, file),
    /a\.json is a link, which is not written through; name a file$/,
  ],
  ['a folder', (file) => mkdirSync(file), /a\.json cannot be written: a folder has its name \(EISDIR\)$/],
];

for (const [what, make, says] of outputs)
  test(`output to ${what} that an argument names is refused`, ({ place: { folder, other } }) => {
    const file = join(folder, 'a.json');
    make(file, other);
    expect(() => writeGiven(file, 'written')).toThrow(says);
    expect(readFileSync(other, 'utf8')).toBe('of somebody else');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

test('output to a device is written to it', () => {
  test.skip(!existsSync('/dev/full'), 'this system has no /dev/full');
  writeGiven('/dev/null', 'written');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(() => writeGiven('/dev/full', 'written')).toThrow(
    '/dev/full cannot be written: no space is left on its disk (ENOSPC)',
  );
});
