import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { zipSync } from 'fflate';
import { count, runShards, type Shards, test } from '../../../../fixtures/recordedShards.ts';
import { createWorkspace, type Workspace } from '../../../../src/bench/workspace.ts';
import { startMock } from '../../../../src/mock/server.ts';
import type { Certificate } from '../../../../src/report/certificate/certificate.ts';

test.setTimeout(240_000);

/** The verdicts of the last run by case. */
function verdicts(workspace: Workspace): Record<string, unknown> {
  return Object.fromEntries(workspace.results().cases.map(({ id, claims, requests }) => [id, { claims, requests }]));
}

/** How many cases a shard has. */
function casesIn(shards: Shards, number: number): number {
  return (JSON.parse(shards.files(number).get('results.json')?.toString('utf8') ?? '') as { cases: unknown[] }).cases
    .length;
}

test('shards, merged on a machine that knows nothing of them, give the verdicts of one run', async ({ shards }) => {
  const { workspace } = shards;
  expect(await workspace.run('conformance', ['--grep', '@groupPolicyOperation'])).toMatchObject({ code: 0 });
  const whole = verdicts(workspace);
  const elsewhere = { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: 'http://127.0.0.1:9/beta', GRAPH_LEVELS: 'shape' };
  const merged = await workspace.run('merge', [shards.name], elsewhere);
  expect(merged.stderr).toBe('');
  expect(merged).toMatchObject({ code: 0, stdout: expect.stringMatching(/\nCONFORMANT\n$/) });
  expect(verdicts(workspace)).toEqual(whole);
  expect(workspace.results()).toMatchObject({
    target: { kind: 'embedded' },
    shards: [1, 2, 3].map((number) => ({ number, of: 3 })),
  });
  const verified = await workspace.run('verify', ['reports']);
  expect(verified).toMatchObject({ code: 0, stderr: '' });
});

test('a shard that is missing is told as missing, and so are two', async ({ shards }) => {
  const left = casesIn(shards, 2);
  rmSync(shards.file('report-2.zip'));
  const partial = await shards.merge();
  expect(partial).toMatchObject({ code: 2, stderr: '' });
  expect(partial.stdout).toMatch(new RegExp(`\nINCOMPLETE: shard 2 of 3 is missing: ${left} cases were not run\n$`));
  expect(shards.workspace.results()).toMatchObject({ conformant: false, decision: 'incomplete', plan: { cases: 11 } });
  expect(await shards.workspace.run('verify', ['reports'])).toMatchObject({ code: 0, stderr: '' });
  rmSync(shards.file('report-1.zip'));
  const less = await shards.merge();
  expect(less).toMatchObject({ code: 2, stdout: expect.stringContaining('shards 1 and 2 of 3 are missing: ') });
});

test('a shard that lies there twice counts once', async ({ shards }) => {
  copyFileSync(shards.file('report-1.zip'), shards.file('report-1 (1).zip'));
  expect(await shards.merge()).toMatchObject({ code: 0, stderr: '' });
});

/** What is done to the shards of a run, and what is said of it. */
const refused: readonly (readonly [name: string, alter: (shards: Shards) => void, says: readonly string[]])[] = [
  [
    'another seed',
    (shards) => shards.alter(2, (results) => Object.assign(results, { settings: { GRAPH_SEED: 'other' } })),
    ['the GRAPH_SEED is not set in ', '/report-1.zip, ', '/report-3.zip and other in ', '/report-2.zip'],
  ],
  [
    'another stance',
    (shards) =>
      shards.alter(1, (results, { policies }) => {
        results.settings = { GRAPH_POLICIES: 'contention=warn' };
        Object.assign(policies.stances, { contention: 'warn' });
      }),
    ['the stance on contention is warn in ', 'the GRAPH_POLICIES is contention=warn in '],
  ],
  [
    'another tenant',
    (shards) => {
      for (const number of [1, 2, 3])
        shards.alter(number, ({ shard }) =>
          Object.assign(shard ?? {}, { tenant: (number === 3 ? 'a' : 'b').repeat(16) }),
        );
    },
    ['the tenant of ', '/report-1.zip, ', '/report-2.zip is another than that of ', '/report-3.zip'],
  ],
  [
    'another run of the pipeline',
    (shards) => shards.alter(3, ({ shard }) => Object.assign(shard ?? {}, { pipeline: 'c'.repeat(16) })),
    ['the pipeline run of '],
  ],
  [
    'another number of shards',
    (shards) => shards.alter(3, ({ shard }) => Object.assign(shard ?? {}, { of: 4 })),
    ['the number of shards is 3 in ', ' and 4 in '],
  ],
  [
    'a number beyond that of all',
    (shards) => shards.alter(3, ({ shard }) => Object.assign(shard ?? {}, { number: 7 })),
    ['/report-3.zip is shard 7 of 3'],
  ],
  [
    'another selection',
    (shards) =>
      shards.alter(2, ({ shard }) =>
        Object.assign(shard ?? {}, { selected: [...(shard?.selected ?? []), 'groupPolicyCategory/list#1'] }),
      ),
    ['the selection of cases of '],
  ],
  [
    'a known deviation',
    (shards) =>
      shards.alter(2, ({ startedAt }, { deviations }) => {
        deviations.entries.push({
          target: 'embedded',
          contract: 'groupPolicyOperation/list',
          claim: 'status',
          because: 'because it is so',
          evidence: 'https://example.org',
          owner: 'o',
          since: startedAt.slice(0, 10),
          reviewBy: new Date(Date.parse(startedAt) + 100 * 86_400_000).toISOString().slice(0, 10),
        });
      }),
    ['the deviations of ', '/report-2.zip'],
  ],
  [
    'a day between them',
    (shards) => shards.alter(1, (results) => Object.assign(results, { startedAt: '2001-01-01T00:00:00.000Z' })),
    ['the shards were not run within a day: '],
  ],
  [
    'a case in two of them',
    (shards) => {
      shards.write(2, shards.files(1));
      shards.alter(2, ({ shard }) => Object.assign(shard ?? {}, { number: 2 }));
    },
    ['/report-2.zip has groupPolicyOperation/create#1, ', ', and so has '],
  ],
  [
    'a case that no shard has',
    (shards) => {
      rmSync(shards.file('report-1.zip'));
      for (const number of [2, 3])
        shards.alter(number, ({ shard }) => Object.assign(shard ?? {}, { number: number - 1, of: 2 }));
    },
    ['no shard has groupPolicyOperation/create#1, ', ', and none is missing'],
  ],
  [
    'a run that was not split',
    (shards) => shards.alter(1, (results) => Object.assign(results, { shard: undefined })),
    ['/report-1.zip is of a run that was not split; run each part with --shard'],
  ],
  [
    'verdicts that its evidence contradicts',
    (shards) =>
      shards.alter(2, (results) => {
        const claim = results.cases[0]?.claims[0];
        if (claim) Object.assign(claim, { verdict: 'fail', expected: 'a', received: 'b' });
      }),
    ['/report-2.zip: ', ': verdict is "fail", and by the evidence "pass"'],
  ],
  [
    'the contracts of another suite',
    (shards) => shards.alter(2, ({ contracts }) => Object.assign(contracts, { digest: '0'.repeat(64) })),
    ['/report-2.zip: results.json was judged by other contracts'],
  ],
  [
    'another version of the suite',
    (shards) => shards.alter(2, ({ suite }) => Object.assign(suite, { version: `${suite.version}-next` })),
    ['/report-2.zip: results.json is of version '],
  ],
];

for (const [name, alter, says] of refused) {
  test(`shards are refused, and it is said why and in which files: ${name}`, async ({ shards }) => {
    alter(shards);
    const { code, stdout, stderr } = await shards.merge();
    for (const sentence of says) expect(stderr).toContain(sentence);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  });
}

test('shards against two servers are refused, and a red one is not covered by a green one', async () => {
  const [right, wrong] = await Promise.all([
    startMock(),
    startMock({ faults: [{ name: 'omit', scope: { property: 'operationStatus' } }] }),
  ]);
  const workspace = createWorkspace();
  try {
    const [one, other] = [right, wrong].map(({ baseUrl }) => ({ GRAPH_TARGET: 'mock', GRAPH_BASE_URL: baseUrl }));
    expect(await runShards(workspace, 'mixed', 2, [other ?? {}, one ?? {}])).toEqual([1, 0]);
    const mixed = await workspace.run('merge', ['mixed'], { ...one });
    expect(mixed).toMatchObject({ code: 64, stdout: '' });
    expect(mixed.stderr).toContain(
      `the base URL is ${wrong.baseUrl} in ${join('mixed', 'report-1.zip')} and ${right.baseUrl} in ${join('mixed', 'report-2.zip')}`,
    );
    copyFileSync(join(workspace.folder, 'mixed/report-1.zip'), join(workspace.folder, 'mixed/red.zip'));
    await runShards(workspace, 'mixed', 2, [one ?? {}, one ?? {}]);
    rmSync(join(workspace.folder, 'mixed/report-2.zip'));
    const covered = await workspace.run('merge', ['mixed']);
    expect(covered).toMatchObject({ code: 64, stdout: '' });
    expect(covered.stderr).toContain(
      `shard 1 is in ${join('mixed', 'red.zip')} and in ${join('mixed', 'report-1.zip')}, with different answers; keep the one that counts`,
    );
  } finally {
    workspace.remove();
    await Promise.all([right.close(), wrong.close()]);
  }
});

test('an empty shard is not conformant', async ({ shards }) => {
  const { code, stdout } = await shards.workspace.run('conformance', [
    '--grep',
    'Create groupPolicyOperation POST',
    `--shard=${count}/${count}`,
  ]);
  expect(stdout).toContain('INCONCLUSIVE: no case was planned');
  expect(code).toBe(2);
});

/** A zip archive whose only entry claims to be of a size. */
function bomb(name: string, size: number): Buffer {
  return Buffer.from(zipSync({ [name]: [new Uint8Array(size), { level: 9 }] }));
}

/** Archives of strangers, and what is said of them. */
const strange: readonly (readonly [name: string, make: (shards: Shards) => Uint8Array, says: string])[] = [
  ['nothing', () => Buffer.alloc(0), 'is no blob of a shard, or is cut; copy it again'],
  ['no archive', () => Buffer.from('PK cut'), 'is no blob of a shard, or is cut'],
  [
    'a cut one',
    (shards) => readFileSync(shards.file('report-1.zip')).subarray(0, -100),
    'is no blob of a shard, or is cut',
  ],
  ['an empty one', () => zipSync({}), 'conformance.json is missing; without it nothing can be verified'],
  [
    'one that leads out of its folder',
    (shards) => zipSync({ ...Object.fromEntries(shards.files(1)), '../../../evil.json': Buffer.from('{}') }),
    '(it holds a file that no run writes)',
  ],
  [
    'one with an absolute name',
    () => zipSync({ '/tmp/evil': Buffer.from('{}') }),
    '(it holds a file that no run writes)',
  ],
  ['one of Playwright', () => zipSync({ 'report.jsonl': Buffer.from('{}') }), '(it holds a file that no run writes)'],
  [
    'one that inflates without end',
    () => bomb('results.json', 1100 * 1024 * 1024),
    '(it inflates to more bytes than a run has)',
  ],
  [
    'one with evidence that inflates without end',
    (shards) => {
      const files = Object.fromEntries(shards.files(1));
      const [name = ''] = Object.keys(files).filter((one) => one.startsWith('evidence/'));
      return zipSync({ ...files, [name]: bombed() });
    },
    'cannot be judged: it inflates to more bytes than a run records',
  ],
];

/** A gzip file of a few hundred kilobytes that inflates to 300 MB. */
function bombed(): Buffer {
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  return Buffer.concat([header, deflateRawSync(Buffer.alloc(300 * 1024 * 1024)), Buffer.alloc(8)]);
}

for (const [name, make, says] of strange) {
  test(`an archive of strangers is refused in a sentence: ${name}`, async ({ shards }) => {
    writeFileSync(shards.file('report-1.zip'), make(shards));
    const { code, stdout, stderr } = await shards.merge();
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  });
}

test('what is no folder of shards is refused', async ({ shards }) => {
  const { workspace } = shards;
  mkdirSync(join(workspace.folder, 'bare'), { recursive: true });
  expect(await workspace.run('merge', [])).toMatchObject({ code: 64 });
  expect(await workspace.run('merge', ['nowhere'])).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('nowhere is no folder'),
  });
  expect(await workspace.run('merge', ['bare'])).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('no blob of a shard in bare'),
  });
});

test('a shard says in its certificate how many cases it has of how many', ({ shards }) => {
  const { selection } = JSON.parse(shards.files(1).get('conformance.json')?.toString('utf8') ?? '') as Certificate;
  expect(selection.cases).toBe(casesIn(shards, 1));
});
