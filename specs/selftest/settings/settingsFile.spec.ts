import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type BareFolder, createBareFolder } from '../../../fixtures/bareFolder.ts';

let bare: BareFolder;
test.beforeEach(() => {
  bare = createBareFolder();
});
test.afterEach(() => bare.remove());

const lines = 'GRAPH_TARGET=mock\nGRAPH_BASE_URL=http://127.0.0.1:9/beta\nGRAPH_TOKEN=s3cretpw99\n';

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

function utf32(text: string, isBig: boolean): Buffer {
  const bytes = Buffer.alloc(text.length * 4);
  [...text].forEach((sign, at) => {
    if (isBig) bytes.writeUInt32BE(sign.charCodeAt(0), at * 4);
    else bytes.writeUInt32LE(sign.charCodeAt(0), at * 4);
  });
  return bytes;
}

/** Files that are not UTF-8, with what is said of them. */
const encodings: readonly (readonly [title: string, bytes: Buffer, says: string])[] = [
  [
    'UTF-16 LE with a mark',
    Buffer.from(`\ufeff${lines}`, 'utf16le'),
    'is UTF-16, not UTF-8; save it as UTF-8 (in PowerShell',
  ],
  ['UTF-16 LE without one', Buffer.from(lines, 'utf16le'), 'is UTF-16, not UTF-8'],
  ['UTF-16 BE with a mark', utf16be(`\ufeff${lines}`), 'is UTF-16, not UTF-8'],
  ['UTF-16 BE without one', utf16be(lines), 'is UTF-16, not UTF-8'],
  ['UTF-32 LE with a mark', utf32(`\ufeff${lines}`, false), 'is UTF-32, not UTF-8; save it as UTF-8;'],
  ['UTF-32 LE without one', utf32(lines, false), 'is UTF-32, not UTF-8'],
  ['UTF-32 BE with a mark', utf32(`\ufeff${lines}`, true), 'is UTF-32, not UTF-8'],
  ['UTF-32 BE without one', utf32(lines, true), 'is UTF-32, not UTF-8'],
  ['UTF-8 with a zero byte', Buffer.from(`${lines}A=\0`), 'is binary, not UTF-8'],
  ['Latin-1', Buffer.from(`${lines}# Größe\n`, 'latin1'), 'is not UTF-8; save it as UTF-8'],
  ['UTF-8, cut', Buffer.from(`${lines}# ö`).subarray(0, -1), 'is not UTF-8; save it as UTF-8'],
];
for (const [title, bytes, says] of encodings)
  test(`.env in ${title} is refused`, async () => {
    writeFileSync(join(bare.folder, '.env'), bytes);
    const { code, stdout, stderr } = await bare.run('conformance');
    expect(stderr).toMatch(/^conformance: \.env [^\n]+; make it a file of settings that you may read, or remove it\n$/);
    expect(stderr).toContain(`.env ${says}`);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    writeFileSync(join(bare.folder, 'named'), bytes);
    const named = await bare.run('sweep', [], { ENV_FILE: 'named' });
    expect(named.stderr).toContain(`ENV_FILE is "named", which ${says}`);
    expect(named.code).toBe(64);
  });

/** Files of settings whose target is the mock server that does not answer, so that the run says where it was sent. */
const right: readonly (readonly [title: string, text: string])[] = [
  ['a byte order mark', `\ufeff${lines}`],
  ['line ends of Windows', lines.replaceAll('\n', '\r\n')],
  ['export', lines.replaceAll(/^/gm, 'export ').replace(/export $/, '')],
  ['quotes and comments', lines.replaceAll(/=(.*)/g, '="$1" # so')],
];
for (const [title, text] of right)
  test(`.env with ${title} is read`, async () => {
    writeFileSync(join(bare.folder, '.env'), text);
    const { code, stderr } = await bare.run('conformance', [], { GRAPH_TARGET: '' });
    expect(stderr).toContain('no server answers at http://127.0.0.1:9/beta');
    expect(code).toBe(2);
  });

test('a comment behind a value without quotes is told, once, with the form in which # belongs to the value', async () => {
  writeFileSync(join(bare.folder, '.env'), `${lines.trimEnd()} # mine\nOTHER=a # b\n`);
  for (const command of ['conformance', 'sweep'] as const) {
    const { stderr } = await bare.run(command, ['--dry-run'], { GRAPH_TARGET: '' });
    expect(stderr.match(/^.*#.*$/gm)).toEqual([
      `${command}: .env, line 3: GRAPH_TOKEN is read up to #, where a comment begins; if # belongs to the value, write GRAPH_TOKEN="…"`,
    ]);
    expect(stderr).not.toContain('s3cretpw99');
  }
});

/** Files of settings with lines that would not be read as they are meant. */
const wrong: readonly (readonly [title: string, text: string, says: string])[] = [
  [
    'of PowerShell',
    lines.replaceAll(/^(?=G)/gm, '$env:'),
    '.env, line 1: not NAME=value and no comment, so it would not be read; write GRAPH_TARGET=…\n',
  ],
  ['of cmd', `# mine\n${lines.replaceAll(/^(?=G)/gm, 'set ')}`, '.env, line 2: not NAME=value and no comment'],
  [
    'of YAML',
    lines.replaceAll('=', ': '),
    '.env, line 3: not NAME=value and no comment, so it would not be read; write GRAPH_TOKEN=…\n',
  ],
  [
    'with a cut value',
    lines.replace('pw99', '#pw99'),
    '.env, line 3: # cuts the value of GRAPH_TOKEN; put the value in quotes (GRAPH_TOKEN="…")',
  ],
  [
    'with two values',
    `${lines}\nGRAPH_TARGET=live`,
    '.env, line 5: GRAPH_TARGET is set to another value than in line 1; leave one of them\n',
  ],
  [
    'with another file',
    `${lines}ENV_FILE=.env.mine`,
    '.env, line 4: ENV_FILE names this file and is read from the environment only; remove it\n',
  ],
  ['with a near name', lines.replace('TARGET', 'TRAGET'), 'GRAPH_TRAGET is no setting; did you mean GRAPH_TARGET?'],
  [
    'with a near name of Azure',
    'AZURE_TENANTID=s3cretpw99',
    'AZURE_TENANTID is no setting; did you mean AZURE_TENANT_ID?',
  ],
];
for (const [title, text, says] of wrong)
  test(`.env ${title} is refused`, async () => {
    writeFileSync(join(bare.folder, '.env'), text);
    for (const [command, args] of [
      ['conformance', []],
      ['sweep', ['--dry-run']],
    ] as const) {
      const { code, stdout, stderr } = await bare.run(command, args);
      expect(stderr).toContain(`${command}: ${says}`);
      expect(stderr).not.toMatch(/s3cret|pw99|^ +at /m);
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    }
  });

for (const [title, text] of [
  ['nothing', ''],
  ['comments alone', '# GRAPH_TARGET=mock\n\n'],
  ['empty settings', 'GRAPH_TARGET=\nGRAPH_BASE_URL=""\n'],
] as const)
  test(`a named file with ${title} sets nothing, and is refused`, async () => {
    writeFileSync(join(bare.folder, 'named'), text);
    writeFileSync(join(bare.folder, '.env'), text);
    expect(await bare.run('conformance', ['--list'], { ENV_FILE: 'named' })).toEqual({
      code: 64,
      stdout: '',
      stderr:
        'conformance: ENV_FILE is "named", which sets nothing; take the # from the settings that you want, or leave ENV_FILE out\n',
    });
    expect(await bare.run('conformance', ['--list', '--only', 'groupPolicyOperation/get'])).toMatchObject({
      code: 0,
    });
  });

test('what is no file cannot hold settings', async () => {
  const file = join(bare.folder, '.env');
  symlinkSync('nowhere', file);
  mkdirSync(join(bare.folder, 'folder'));
  writeFileSync(join(bare.folder, 'words'), '{ "name": "x" }');
  const refused = async (environment: Record<string, string>, says: string): Promise<void> => {
    const { code, stderr } = await bare.run('conformance', [], environment);
    expect(stderr).toContain(says);
    expect(code).toBe(64);
  };
  await refused({}, '.env is missing; make it a file of settings that you may read, or remove it');
  await refused({ ENV_FILE: 'folder' }, 'ENV_FILE is "folder", which is a folder, not a file; name a file of settings');
  await refused({ ENV_FILE: '/dev/null' }, 'ENV_FILE is "/dev/null", which is a device, not a file');
  await refused({ ENV_FILE: 'words' }, 'words, line 1: not NAME=value and no comment');
});
