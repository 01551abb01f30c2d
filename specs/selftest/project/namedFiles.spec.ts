import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { suiteRoot } from '../../../src/files/root.ts';

const read = (file: string): string => readFileSync(join(suiteRoot, file), 'utf8');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(suiteRoot, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test('every source file and folder that a page names is there', () => {
  const missing = pages.flatMap((page) =>
    [...read(page).matchAll(/`((?:[\w-]+\/)+(?:[\w-]+\.ts)?)`/g)]
      .map(([, named = '']) => named)
      .filter((named) => /\.ts$|^(?:src|specs|fixtures)\//.test(named))
      .filter((named) => !existsSync(join(suiteRoot, named)) && !existsSync(join(suiteRoot, 'src', named)))
      .map((named) => `${page}: ${named}`),
  );
  expect(missing).toEqual([]);
});

test('every folder of src has a line that says what it holds', () => {
  const folders = readdirSync(join(suiteRoot, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const described = read('docs/find-a-file.md');
  expect(folders.map(({ name }) => name).filter((name) => !described.includes(`| \`src/${name}\` |`))).toEqual([]);
});
