import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { selection, subject, test } from '../../../../fixtures/recordedRun.ts';
import { embeddedSuite } from '../../../../fixtures/rehearsal.ts';
import { createWorkspace } from '../../../../src/bench/workspace.ts';
import { startMock } from '../../../../src/mock/server.ts';
import type { Certificate } from '../../../../src/report/certificate/certificate.ts';
import { evidenceFile } from '../../../../src/report/certificate/certificateFiles.ts';
import { startTenant } from '../../../../src/tenant/tenant.ts';

test.setTimeout(180_000);

/** What verify says of the cases of a resource type. */
function verified(resource: string): string {
  const cases = embeddedSuite.plan.filter(({ documented }) => documented.resource === resource);
  return `verified: ${cases.length} cases with ${cases.reduce((sum, { claims }) => sum + claims.length, 0)} claims, `;
}

test('a run holds, and says what was judged anew', async ({ run }) => {
  const { code, stdout, stderr } = await run.workspace.run('verify', [run.name]);
  expect(stderr).toBe('');
  expect(stdout.startsWith(verified('groupPolicyOperation')), stdout).toBe(true);
  expect(stdout).toMatch(/, judged anew from \d{3} recorded exchanges\nCONFORMANT; 11 of \d+ cases were selected\n$/);
  expect(code).toBe(0);
});

test('what a target does not claim follows from its capabilities', async () => {
  const workspace = createWorkspace();
  const mock = await startMock();
  writeFileSync(join(workspace.folder, 'part.json'), JSON.stringify({ levels: ['shape'] }));
  const gate = ['--base-url', mock.baseUrl, '--capabilities', 'part.json', '--', ...selection];
  expect(await workspace.run('gate', gate)).toMatchObject({ code: 0 });
  await mock.close();
  expect(await workspace.run('verify', ['reports'])).toMatchObject({ code: 0 });
  const file = join(workspace.folder, 'reports', evidenceFile(subject));
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  const more = text.replace('"skipped":{', '"skipped":{"status":{"what":"not mine","cause":{"by":"capabilities"}},');
  expect(more).not.toBe(text);
  writeFileSync(file, gzipSync(more));
  const { code, stderr } = await workspace.run('verify', ['reports']);
  workspace.remove();
  expect(stderr).toContain('leaves out other claims than the capabilities of the target do');
  expect(code).toBe(1);
});

test('wrong usage is one sentence', async ({ run }) => {
  mkdirSync(join(run.workspace.folder, run.name, 'empty'));
  const usages: readonly (readonly [args: readonly string[], says: string])[] = [
    [[], 'usage: npm run verify'],
    [['nowhere'], 'nowhere is no folder; it must be the folder of a run'],
    [[`${run.name}/empty`], 'has no results.json and no conformance.json; it must be'],
    [[run.name, 'more'], 'usage: npm run verify'],
  ];
  for (const [args, says] of usages) {
    const { code, stderr } = await run.workspace.run('verify', args);
    expect(stderr).toContain(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(64);
  }
  for (const name of ['conformance.json', 'results.json']) {
    run.change(name, (text) => text.slice(0, -400));
    expect(await run.workspace.run('verify', [run.name])).toEqual({
      code: 64,
      stdout: '',
      stderr: `verify: ${run.name}/${name} is no JSON; it is cut or no file of a run\n`,
    });
    cpSync(join(run.workspace.folder, 'reports', name), run.file(name));
  }
});

test('a wrong server is verified to be wrong, by the stances that were taken', async () => {
  const path = '/deviceManagement/groupPolicyObjectFiles';
  const mock = await startMock({
    faults: [{ name: 'omit', scope: { method: 'POST', path, property: 'content' } }, { name: 'delete-twice' }],
  });
  const own = createWorkspace();
  try {
    const target = { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: mock.baseUrl, GRAPH_POLICIES: 'second-delete=fail' };
    expect(await own.run('conformance', ['--grep', '@groupPolicyObjectFile'], target)).toMatchObject({ code: 1 });
    const { code, stdout, stderr } = await own.run('verify', ['reports']);
    expect(stderr).toBe('');
    expect(stdout.startsWith(verified('groupPolicyObjectFile')), stdout).toBe(true);
    expect(stdout).toMatch(/\nNOT CONFORMANT: 2 claims are broken; .*; 11 of \d+ cases were selected\n$/);
    expect(code).toBe(0);
    const certificate = JSON.parse(readFileSync(join(own.folder, 'reports/conformance.json'), 'utf8')) as Certificate;
    expect(certificate.claims.fail.map(({ claim }) => claim)).toEqual(['returned/content', 'twice']);
  } finally {
    own.remove();
    await mock.close();
  }
});

test('a live run is verified with what it did not ask', async () => {
  const tenant = await startTenant({ proof: 'client-secret' });
  const own = createWorkspace();
  try {
    expect(await own.run('conformance', selection, { ...tenant.environment })).toMatchObject({ code: 2 });
    const verified = await own.run('verify', ['reports']);
    expect(verified.stderr).toBe('');
    expect(verified.stdout).toMatch(
      /^verified: 6 cases with .*\nINCONCLUSIVE: nothing of the service could be judged \(tenant\): .*; 6 of \d+ cases were selected\n$/,
    );
    expect(verified.code).toBe(0);
    const { claims } = JSON.parse(readFileSync(join(own.folder, 'reports/conformance.json'), 'utf8')) as Certificate;
    expect(claims.skipped.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('GRAPH_WRITES'));
  } finally {
    own.remove();
    await tenant.close();
  }
});

test('shards, merged, are verified as one run', async () => {
  const own = createWorkspace();
  try {
    const blobs = join(own.folder, 'blobs');
    mkdirSync(blobs);
    const strict = { GRAPH_POLICIES: 'second-delete=fail' };
    for (const shard of [1, 2]) {
      expect(await own.run('conformance', [...selection, `--shard=${shard}/2`], strict)).toMatchObject({ code: 0 });
      expect(await own.run('verify', ['reports'])).toMatchObject({ code: 0 });
      const from = join(own.folder, 'reports/blob-report');
      for (const name of readdirSync(from)) copyFileSync(join(from, name), join(blobs, name));
    }
    expect(await own.run('merge', ['blobs'])).toMatchObject({ code: 0 });
    expect(await own.run('verify', ['reports'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(verified('groupPolicyOperation')),
    });
    const certificate = JSON.parse(readFileSync(join(own.folder, 'reports/conformance.json'), 'utf8')) as Certificate;
    expect(certificate.policies.stances).toMatchObject({ 'second-delete': 'fail' });
    expect(certificate.files.evidence.filter(({ file }) => file !== undefined)).toHaveLength(11);

    await own.run('conformance', [...selection, '--shard=2/2']);
    for (const name of readdirSync(join(own.folder, 'reports/blob-report')))
      copyFileSync(join(own.folder, 'reports/blob-report', name), join(blobs, name));
    const mixed = await own.run('merge', ['blobs']);
    expect(mixed.stderr).toContain('the stance on second-delete is fail in ');
    expect(mixed).toMatchObject({ code: 64, stdout: '' });
  } finally {
    own.remove();
  }
});
