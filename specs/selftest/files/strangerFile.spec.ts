import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { FileError } from '../../../src/files/fileError.ts';
import { parseJson } from '../../../src/files/parseJson.ts';
import { readText } from '../../../src/files/readText.ts';

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'stranger-'));
    mkdirSync(join(folder, 'in'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

const mostBytes = 1000;

/** What somebody may leave under a name, and what is said of it. */
const kinds: readonly (readonly [kind: string, make: (file: string, folder: string) => unknown, says: string])[] = [
  ['nothing', () => undefined, 'is missing'],
  ['a folder', (file) => mkdirSync(file), 'is a folder, not a file'],
  ['a pipe', (file) => execFileSync('mkfifo', [file]), 'is a pipe, not a file'],
  ['a device that never ends', (file) => symlinkSync('/dev/zero', file), 'is a device, not a file'],
  ['a dangling link', (file) => symlinkSync('nowhere', file), 'is missing'],
  ['a link to itself', (file) => symlinkSync('file', file), 'is a link that leads nowhere'],
  [
    'a link out of the folder',
    (file, folder) => {
      writeFileSync(join(folder, 'secret'), 'secret');
      symlinkSync('../secret', file);
    },
    'is a link to a file outside ',
  ],
  [
    'a sparse file of 10 GB',
    (file) => {
      writeFileSync(file, '');
      truncateSync(file, 10 * 1024 ** 3);
    },
    `is larger than the ${mostBytes} bytes that are read of such a file`,
  ],
  ['one byte too many', (file) => writeFileSync(file, 'a'.repeat(mostBytes + 1)), 'is larger than the 1000 bytes'],
  ['UTF-16', (file) => writeFileSync(file, '\ufeff{}', 'utf16le'), 'is UTF-16, not UTF-8; save it as UTF-8'],
  ['UTF-16 without a mark', (file) => writeFileSync(file, '{ "a": 1 }', 'utf16le'), 'is UTF-16, not UTF-8'],
  [
    'UTF-16 of the other order',
    (file) => writeFileSync(file, Buffer.from('\ufeff{}', 'utf16le').swap16()),
    'is UTF-16',
  ],
  ['Latin-1', (file) => writeFileSync(file, 'Größe', 'latin1'), 'is not UTF-8; save it as UTF-8'],
  ['bytes that are none of a text', (file) => writeFileSync(file, 'ab\0\0\0cd'), 'is binary, not UTF-8'],
];

for (const [kind, make, says] of kinds) {
  test(`${kind} is refused in a sentence`, ({ folder }) => {
    const file = join(folder, 'in', 'file');
    make(file, folder);
    const read = (): string => readText(file, { mostBytes, within: join(folder, 'in') });
    expect(read).toThrow(FileError);
    expect(read).toThrow(says);
  });
}

test('a socket is refused in a sentence', async ({ folder }) => {
  const file = join(folder, 'socket');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(file, resolve));
  expect(() => readText(file, { mostBytes })).toThrow('is a socket, not a file');
  server.close();
});

test('a regular file is read whole, also through a link within its folder, with or without a byte order mark', ({
  folder,
}) => {
  const text = 'ä'.repeat(mostBytes / 2);
  writeFileSync(join(folder, 'plain'), text);
  symlinkSync('plain', join(folder, 'link'));
  writeFileSync(join(folder, 'marked'), `\ufeff${text.slice(2)}`);
  const read = (name: string): string => readText(join(folder, name), { mostBytes, within: folder });
  expect([read('plain'), read('link'), read('marked')]).toEqual([text, text, text.slice(2)]);
});

/** JSON texts that cannot be taken, and what is said of them. */
const texts: readonly (readonly [name: string, text: string, says: string | undefined])[] = [
  ['a cut text', '{"a":', 'is no JSON$'],
  ['nothing', '', 'is no JSON$'],
  ['a million brackets', '['.repeat(1_000_000), 'is nested deeper than the 64 levels that are read'],
  ['objects within objects', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 'is nested deeper than the 64 levels'],
  ['levels enough', `${'['.repeat(64)}${']'.repeat(64)}`, undefined],
  ['levels in turn', `[${'[[]],'.repeat(100)}[]]`, undefined],
  ['a multitude', `[${'{},'.repeat(100_000)}{}]`, 'has more than the 100000 values that are read'],
  ['brackets in a text', JSON.stringify('[{"\\'.repeat(1000)), undefined],
  ['a backslash at the end of a text', JSON.stringify(['\\', '[['.repeat(100)]), undefined],
];

for (const [name, text, says] of texts) {
  test(`a JSON text with ${name} is ${says === undefined ? 'read' : 'refused in a sentence'}`, () => {
    const read = (): unknown => parseJson(text);
    if (says === undefined) expect(read()).toEqual(JSON.parse(text));
    else expect(read).toThrow(new RegExp(`^${says}`));
  });
}
