import { chmodSync, chownSync, mkdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type BareFolder, createBareFolder } from '../../../../fixtures/bareFolder.ts';
import { systemRefusal } from '../../../../src/cli/process/systemRefusal.ts';
import { makeTemporary } from '../../../../src/cli/process/temporary.ts';

let bare: BareFolder;
test.beforeEach(() => {
  bare = createBareFolder();
  writeFileSync(join(bare.folder, 'file'), '');
  symlinkSync('nowhere', join(bare.folder, 'dangling'));
});
test.afterEach(() => bare.remove());

const run = ['--only', 'groupPolicyOperation/get'] as const;

/** Folders for temporary files that take none. */
const temporary: readonly (readonly [title: string, folder: (bare: BareFolder) => string])[] = [
  ['is missing', ({ folder }) => join(folder, 'nowhere')],
  ['is a file', ({ folder }) => join(folder, 'file')],
  ['is a link that leads nowhere', ({ folder }) => join(folder, 'dangling')],
  ['lies in /proc', () => '/proc/nowhere'],
];
for (const [title, folder] of temporary)
  test(`a folder for temporary files that ${title} stops a command before it does anything`, async () => {
    test.skip(title.endsWith('/proc') && process.platform !== 'linux', 'only Linux has it');
    const TMPDIR = folder(bare);
    for (const [command, args] of [
      ['conformance', run],
      ['conformance', ['--list', ...run]],
      ['gate', ['--base-url', 'http://127.0.0.1:9', ...run]],
      ['bench', ['--rounds', '1']],
      ['tenant', ['--port', '0']],
    ] as const) {
      const { code, stdout, stderr } = await bare.run(command, args, { TMPDIR });
      expect(stderr).toMatch(
        /^\w+: \S+, where temporary files go, cannot be written: [^\n]+; name a folder [^\n]+ in TMPDIR\n$/,
      );
      expect(stderr).toContain(TMPDIR);
      expect({ code, stdout }, command).toEqual({ code: 64, stdout: '' });
    }
  });

test('a folder of reports that is none stops a run in one sentence', async () => {
  for (const [command, args] of [
    ['conformance', run],
    ['merge', ['.']],
  ] as const) {
    writeFileSync(join(bare.folder, 'reports'), '');
    const { code, stdout, stderr } = await bare.run(command, args);
    expect(stderr).toMatch(new RegExp(`^${command}: [^\\n]+\\n$`));
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  }
});

test.describe('as a user that may not write', () => {
  const canChange = process.getuid?.() === 0;

  for (const [title, prepare] of [
    ['a folder', () => chmodSync(bare.folder, 0o555)],
    [
      'reports of another user',
      () => {
        chmodSync(bare.folder, 0o777);
        mkdirSync(join(bare.folder, 'reports'));
        chownSync(join(bare.folder, 'reports'), 0, 0);
      },
    ],
    [
      'a results file of another user in a folder of another user',
      () => {
        mkdirSync(join(bare.folder, 'reports/allure-results'), { recursive: true });
        writeFileSync(join(bare.folder, 'reports/allure-results/a-result.json'), '{"uuid":"a","labels":[]}');
        chmodSync(bare.folder, 0o755);
      },
    ],
  ] as const)
    test(`${title} is told in one sentence`, async () => {
      test.skip(!canChange, 'only root can become another user');
      prepare();
      for (const [command, args] of [
        ['conformance', run],
        ['openapi', ['--output', 'openapi.json']],
        ...(title.startsWith('a results') ? ([['report', []]] as const) : []),
      ] as const) {
        if (command === 'openapi' && title.startsWith('reports')) continue;
        const { code, stdout, stderr } = await bare.run(command, args, {}, 65_534);
        expect(stderr, command).toMatch(new RegExp(`^${command}: [^\\n]+ \\(EACCES\\)[^\\n]*\\n$`));
        expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
      }
    });
});

test('what the system refuses for a file is a sentence, and nothing else is', () => {
  const error = (more: object): Error => Object.assign(new Error('refused'), more);
  expect(systemRefusal(error({ code: 'EROFS', syscall: 'open', path: 'reports/x' }))).toBe(
    'reports/x cannot be written: its file system is read-only (EROFS); make it a place that you may write to',
  );
  for (const other of [
    {},
    { code: 'ENOENT', syscall: 'open', path: 'x' },
    { code: 'EACCES', syscall: 'listen', path: 'x' },
    { code: 'EACCES', syscall: 'open' },
  ])
    expect(systemRefusal(error(other))).toBeUndefined();
  expect(systemRefusal('EACCES')).toBeUndefined();
});

test('a temporary folder is made where the system has them', () => {
  const folder = makeTemporary('places-');
  expect(folder).toContain('places-');
  rmdirSync(folder);
});
