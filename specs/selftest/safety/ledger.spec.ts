import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { embeddedSuite } from '../../../fixtures/rehearsal.ts';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { isAlive } from '../../../src/safety/ledger/alive.ts';
import { collectionOf } from '../../../src/safety/ledger/collection.ts';
import { openLedger, readLedgers } from '../../../src/safety/ledger/files.ts';
import { Ledger } from '../../../src/safety/ledger/ledger.ts';
import { balanceOf, type Line } from '../../../src/safety/ledger/line.ts';

const { api } = embeddedSuite;
const set = '/deviceManagement/groupPolicyConfigurations';
const begin = { is: 'begin', run: '0123456789ab', target: 'x', host: 'h', pid: 1 } as const;

/** A readable ledger with what is expected of its balance. */
function balanced(balance: Record<string, unknown>): unknown {
  return { file: expect.any(String), balance: expect.objectContaining(balance) };
}

function answered(method: string, path: string, status: number, body?: object): Exchange {
  const text = body === undefined ? {} : { text: JSON.stringify(body) };
  return { method, path, headers: {}, answer: { status, headers: {}, ...text }, milliseconds: 1 };
}

const unanswered = (method: string, path: string): Exchange => ({
  method,
  path,
  headers: {},
  failure: { kind: 'reset', message: 'cut' },
  milliseconds: 1,
});

/** What a ledger holds after some exchanges. */
function linesOf(...exchanges: readonly Exchange[]): Line[] {
  const lines: Line[] = [];
  const ledger = new Ledger(
    (line) => lines.push(line),
    (method, path) => collectionOf(api, method, path),
  );
  for (const exchange of exchanges) ledger.after(ledger.before(exchange.method, exchange.path), exchange);
  return lines;
}

test.describe('a ledger holds', () => {
  const intent = { is: 'intent', key: '1', collection: set };
  const cases: readonly [title: string, exchange: Exchange, lines: readonly object[]][] = [
    [
      'where an entity was made',
      answered('POST', set, 201, { id: 'a b' }),
      [intent, { is: 'made', key: '1', path: `${set}/a%20b` }],
    ],
    [
      'that nothing was made where it was refused',
      answered('POST', set, 400, { id: 'x' }),
      [intent, { is: 'nothing', key: '1' }],
    ],
    ['only the intent where no answer came', unanswered('POST', set), [intent]],
    ['only the intent where the service failed', answered('POST', set, 503), [intent]],
    ['only the intent where the id cannot be in a path', answered('POST', set, 201, { id: '..' }), [intent]],
    ['only the intent where the answer has no id', answered('POST', set, 201, {}), [intent]],
    ['what was removed', answered('DELETE', `${set}/a`, 204), [{ is: 'removed', path: `${set}/a` }]],
    ['what was already gone', answered('DELETE', `${set}/a`, 404), [{ is: 'gone', path: `${set}/a` }]],
    ['nothing of a removal that was refused', answered('DELETE', `${set}/a`, 409), []],
    ['nothing of what is not found and was not removed', answered('GET', `${set}/a`, 404), []],
    ['nothing of a read', answered('GET', `${set}/a`, 200, { id: 'a' }), []],
    ['nothing of an action on an entity', answered('POST', `${set}/a/assign`, 200, { id: 'a' }), []],
  ];
  for (const [title, exchange, lines] of cases)
    test(title, () => {
      expect(linesOf(exchange)).toEqual(lines);
    });

  test('that what was removed is gone once a look says so, along any path, and not before', () => {
    const removed = answered('DELETE', `${set}/a`, 204);
    const looks = [
      answered('GET', `${set}/a`, 200),
      answered('GET', `${set}/a`, 429),
      unanswered('GET', `${set}/a`),
      answered('GET', `${set}/b`, 404),
      answered('GET', '/elsewhere/a?$select=id', 404),
      answered('GET', `${set}/a`, 404),
    ];
    expect(linesOf(removed, ...looks)).toEqual([
      { is: 'removed', path: `${set}/a` },
      { is: 'gone', path: '/elsewhere/a' },
    ]);
  });

  test('where an action made an entity, as soon as that was found', () => {
    const reports = '/deviceManagement/groupPolicyMigrationReports';
    const lines: Line[] = [];
    const ledger = new Ledger(
      (line) => lines.push(line),
      (method, path) => collectionOf(api, method, path),
    );
    const exchange = answered('POST', `${reports}/createMigrationReport`, 200, { value: 'a' });
    ledger.after(ledger.before(exchange.method, exchange.path), exchange);
    ledger.found(`${set}/elsewhere`);
    ledger.found(`${reports}/a`);
    expect(lines).toEqual([
      { is: 'intent', key: '1', collection: reports },
      { is: 'made', key: '1', path: `${reports}/a` },
    ]);
  });
});

test.describe('what is left', () => {
  const made = (path: string, key = path): Line => ({ is: 'made', key, path });
  const intent = (key: string): Line => ({ is: 'intent', key, collection: set });
  const removed = (path: string): Line => ({ is: 'removed', path });
  const gone = (path: string): Line => ({ is: 'gone', path });
  const cases: readonly [
    title: string,
    lines: readonly Line[],
    made: readonly string[],
    begun: readonly string[],
    unseen?: readonly string[],
  ][] = [
    ['is what was made', [intent('1'), made(`${set}/a`, '1')], [`${set}/a`], []],
    ['is where something was begun, once', [intent('1'), intent('2')], [], [set]],
    ['is not what came to nothing', [intent('1'), { is: 'nothing', key: '1' }], [], []],
    ['is not what is gone', [made(`${set}/a`), gone(`${set}/a`)], [], []],
    ['is not what was removed and is gone', [made(`${set}/a`), removed(`${set}/a`), gone(`${set}/a`)], [], []],
    ['is what was removed and not seen to be gone', [made(`${set}/a`), removed(`${set}/a`)], [], [], [`${set}/a`]],
    [
      'is what was below something removed and not seen to be gone',
      [made(`${set}/a`), made(`${set}/a/definitionValues/b`), removed(`${set}/a`)],
      [],
      [],
      [`${set}/a`, `${set}/a/definitionValues/b`],
    ],
    [
      'is not what was removed below something that is gone',
      [made(`${set}/a`), made(`${set}/a/x/b`), removed(`${set}/a/x/b`), removed(`${set}/a`), gone(`${set}/a`)],
      [],
      [],
    ],
    [
      'is not what was removed along another path',
      [made(`${set}/a/definitionValues/b`), removed('/elsewhere/b'), gone(`${set}/a/definitionValues/b`)],
      [],
      [],
    ],
    [
      'is not what was below something removed',
      [made(`${set}/a`), made(`${set}/a/definitionValues/b`), made(`${set}/c`), gone(`${set}/a`)],
      [`${set}/c`],
      [],
    ],
  ];
  for (const [title, lines, left, begun, unseen = []] of cases)
    test(title, () => {
      const text = [begin, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
      expect(balanceOf(text)).toEqual({ begin, made: left, unseen, begun });
    });

  test('is told by a ledger whose last line was cut off', () => {
    const lines = [begin, { is: 'intent', key: '1', collection: set }].map((line) => `${JSON.stringify(line)}\n`);
    expect(balanceOf(`${lines.join('')}{"is":"made","key":"1","pa`)?.begun).toEqual([set]);
    expect(balanceOf('{"is":"beg')).toBeUndefined();
  });

  test('is not told by what is no ledger', () => {
    expect(() => balanceOf(`${JSON.stringify(begin)}\nhello\n`)).toThrow('line 2 is no entry of a ledger');
    for (const text of ['garbage', 'garbage\n', '{"is":"removed","path":"/a"}\n'])
      expect(() => balanceOf(text), text).toThrow('line 1 is no beginning of a ledger');
  });
});

test('a ledger on disk holds each line at once, and is deleted when nothing is left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  try {
    const [settled, unsettled] = [openLedger(folder, begin), openLedger(folder, begin)];
    unsettled.write({ is: 'made', key: '1', path: `${set}/a` });
    expect(readLedgers(folder)).toContainEqual(balanced({ made: [`${set}/a`] }));
    settled.close();
    unsettled.close();
    const [left, ...others] = readLedgers(folder);
    expect(others).toEqual([]);
    expect(left).toEqual(balanced({ made: [`${set}/a`], begun: [] }));

    writeFileSync(left?.file ?? '', `${readFileSync(left?.file ?? '', 'utf8')}no entry\n`);
    writeFileSync(join(folder, 'fedcba654321-1-1.jsonl'), '');
    const spoilt = { file: left?.file, problem: 'line 3 is no entry of a ledger' };
    expect(readLedgers(folder)).toEqual([spoilt]);
    expect(readLedgers(folder, begin.run)).toEqual([spoilt]);
    expect(readLedgers(folder, 'fedcba654321')).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a process that has ended is not taken to run, even while nobody took note of that', async () => {
  const parent = spawn(process.execPath, [
    '-e',
    `const child = require('node:child_process').spawn(process.execPath, ['-e', '']);
    process.stdout.write(String(child.pid) + '\\n');
    for (;;);`,
  ]);
  const [text] = (await once(parent.stdout, 'data')) as [Buffer];
  const child = Number(text.toString().trim());
  expect(isAlive(process.pid)).toBe(true);
  await expect.poll(() => isAlive(child)).toBe(false);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  expect(isAlive(parent.pid ?? 0)).toBe(false);
});
