import { PassThrough } from 'node:stream';
import { expect, test } from '@playwright/test';
import { secretsIn } from '../../../../src/credential/secrets.ts';
import { Guard, withheld } from '../../../../src/report/guard/guard.ts';
import { guardOutput } from '../../../../src/report/guard/guardedOutput.ts';

const secret = 'canary-Zk9-0123456789';

test.describe('what a process prints', () => {
  const printed: readonly [title: string, writes: readonly (string | Uint8Array)[], shown: string][] = [
    ['is printed as it is without a secret', ['a line\n', 'and a half'], 'a line\nand a half'],
    ['is withheld with one', [`a ${secret}\n`, 'more\n'], `${withheld}\nmore\n`],
    ['is withheld as bytes', [Buffer.from(secret)], `${withheld}\n`],
    ['is withheld where its last part comes', ['a canary-Zk9', '-0123456789 b\n'], `a canary-Zk9${withheld}\n`],
    ['is withheld in an encoding', [`${Buffer.from(secret).toString('base64')}\n`, 'more\n'], `${withheld}\nmore\n`],
  ];
  for (const [title, writes, shown] of printed)
    test(title, async () => {
      const stream = new PassThrough();
      const guard = new Guard(() => [secret]);
      guardOutput(stream, guard);
      for (const chunk of writes) stream.write(chunk);
      stream.end();
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).toString('utf8')).toBe(shown);
      expect(guard.isTripped).toBe(shown.includes(withheld));
    });
});

test.describe('the secrets that every process knows', () => {
  const found: readonly [title: string, environment: Readonly<Record<string, string>>, secrets: readonly string[]][] = [
    ['the token of a mock', { GRAPH_TOKEN: 'a-token-0123' }, ['a-token-0123']],
    ['the token that a mock takes without one, which --help tells', {}, []],
    [
      'a key and a secret',
      { GRAPH_MARK_KEY: 'key-0123456', AZURE_CLIENT_SECRET: 'sec~ret,99' },
      ['key-0123456', 'sec~ret,99'],
    ],
    [
      'user and password of a proxy, as they are written and as they are meant',
      { GRAPH_PROXY: 'http://user-0001:p%40ssw0rd-1@proxy:8080' },
      ['user-0001', 'p%40ssw0rd-1', 'p@ssw0rd-1', 'user-0001:p%40ssw0rd-1', 'user-0001:p@ssw0rd-1'],
    ],
    [
      'those of a proxy in small letters',
      { https_proxy: 'http://u:pa:ss@word-1@proxy' },
      ['pa:ss@word-1', 'u:pa:ss@word-1'],
    ],
    [
      'the tenant in capitals and small letters',
      { AZURE_TENANT_ID: '0B6ae2e5-5a4f-4b5e-9a57-0123456789ab' },
      [
        '0B6ae2e5-5a4f-4b5e-9a57-0123456789ab',
        '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab',
        '0B6AE2E5-5A4F-4B5E-9A57-0123456789AB',
      ],
    ],
    [
      'each dedicated tenant',
      { GRAPH_DEDICATED_TENANTS: '0b6ae2e5-0000,1b6ae2e5-0000' },
      ['0b6ae2e5-0000', '1b6ae2e5-0000'],
    ],
  ];
  for (const [title, environment, secrets] of found)
    test(title, () => expect(secretsIn(environment)).toEqual(expect.arrayContaining([...secrets])));

  const untelling: readonly string[] = [
    'test',
    'admin',
    '1234567',
    'password',
    'Administrator',
    'groupPolicyDefinition',
  ];
  for (const word of untelling)
    test(`"${word}" cannot be told from other text`, () =>
      expect(secretsIn({ GRAPH_TOKEN: word, GRAPH_PROXY: `http://${word}@proxy` })).toEqual([]));
});
