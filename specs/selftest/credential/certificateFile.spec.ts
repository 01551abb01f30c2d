import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { jsonWebToken } from '../../../fixtures/jsonWebToken.ts';
import { assertionProblems } from '../../../src/credential/assertion.ts';
import { certificateProblems } from '../../../src/credential/certificate.ts';
import { secretsIn } from '../../../src/credential/secrets.ts';
import { surveyRun } from '../../../src/run/survey.ts';
import { type Certified, createApplicationCertificate } from '../../../src/tenant/certificates.ts';

let folder: string;
let own: Certified;
let other: Certified;
let now: number;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  own = await createApplicationCertificate();
  other = await createApplicationCertificate();
  now = Date.parse(new X509Certificate(own.cert).validFrom) + 60_000;
});
test.afterAll(() => rmSync(folder, { recursive: true }));

const year = 400 * 24 * 60 * 60 * 1000;
const password = 's3cretpw99';

function encrypted(key: string): string {
  return String(
    createPrivateKey(key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password }),
  );
}

function file(content: string | Buffer): string {
  const path = join(folder, 'application.pem');
  writeFileSync(path, content);
  return path;
}

/** A PFX of what is own, by openssl, without which the tests of PFX have nothing to read. */
function pfx(secret: string): Buffer {
  const pem = join(folder, 'own.pem');
  writeFileSync(pem, `${own.key}\n${own.cert}`);
  return execFileSync('openssl', ['pkcs12', '-export', '-in', pem, '-passout', `pass:${secret}`]);
}

const der = (): Buffer => new X509Certificate(own.cert).raw;
const ec = (): string =>
  String(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }));

const held: readonly [
  title: string,
  content: () => string | Buffer,
  password: string | undefined,
  shift: number,
  problems: readonly string[],
][] = [
  ['key and certificate', () => `${own.key}\n${own.cert}`, undefined, 0, []],
  [
    'certificate and key, with lines of Windows',
    () => `${own.cert}\n${own.key}`.replaceAll('\n', '\r\n'),
    undefined,
    0,
    [],
  ],
  ['an encrypted key', () => `${encrypted(own.key)}\n${own.cert}`, password, 0, []],
  ['a password that is not needed', () => `${own.key}\n${own.cert}`, password, 0, []],
  [
    'an expired certificate',
    () => `${own.key}\n${own.cert}`,
    undefined,
    10 * year,
    ['wrong the certificate in AZURE_CLIENT_CERTIFICATE_PATH expired on 20'],
  ],
  [
    'a certificate that is not valid yet',
    () => `${own.key}\n${own.cert}`,
    undefined,
    -year,
    ['wrong the certificate in AZURE_CLIENT_CERTIFICATE_PATH is not valid before 20'],
  ],
  [
    'a certificate without its key',
    () => own.cert,
    undefined,
    0,
    ['wrong AZURE_CLIENT_CERTIFICATE_PATH holds no private key; add'],
  ],
  [
    'an expired certificate without its key',
    () => own.cert,
    undefined,
    10 * year,
    ['expired on', 'holds no private key'],
  ],
  [
    'a key without a certificate',
    () => own.key,
    undefined,
    0,
    ['wrong AZURE_CLIENT_CERTIFICATE_PATH holds no certificate; add'],
  ],
  [
    'a key of another certificate',
    () => `${own.key}\n${other.cert}`,
    undefined,
    0,
    ['does not belong to the first certificate there; put'],
  ],
  [
    'a key of the second certificate',
    () => `${own.key}\n${other.cert}\n${own.cert}`,
    undefined,
    0,
    ['does not belong to the first certificate'],
  ],
  [
    'an encrypted key without a password',
    () => `${encrypted(own.key)}\n${own.cert}`,
    undefined,
    0,
    ['missing AZURE_CLIENT_CERTIFICATE_PASSWORD is not set, and the private key'],
  ],
  [
    'an encrypted key with a wrong password',
    () => `${encrypted(own.key)}\n${own.cert}`,
    'wrong',
    0,
    ['cannot be decrypted; correct AZURE_CLIENT_CERTIFICATE_PASSWORD'],
  ],
  [
    'an expired certificate and a wrong password',
    () => `${encrypted(own.key)}\n${own.cert}`,
    'wrong',
    10 * year,
    ['expired on', 'cannot be decrypted'],
  ],
  [
    'a key that is cut',
    () => `${own.key.replace(/\n[^\n]{40,}\n/, '\n')}\n${own.cert}`,
    undefined,
    0,
    ['cannot be read; export it again'],
  ],
  [
    'a certificate that is cut',
    () => `${own.key}\n${own.cert.replace(/\n[^\n]{40,}\n/, '\n')}`,
    undefined,
    0,
    ['holds a certificate that cannot be read'],
  ],
  [
    'a key of an elliptic curve',
    () => `${ec()}\n${own.cert}`,
    undefined,
    0,
    ['is no RSA key, and Microsoft Entra takes no other'],
  ],
  [
    'UTF-16',
    () => Buffer.from(`\ufeff${own.key}\n${own.cert}`, 'utf16le'),
    undefined,
    0,
    ['is a file in UTF-16; save it'],
  ],
  ['nothing', () => '', undefined, 0, ['is a file without a certificate in PEM']],
  ['another text', () => 'hello', undefined, 0, ['is a file without a certificate in PEM']],
  ['a certificate in DER', der, undefined, 0, ['holds a certificate in DER and no private key']],
  ['an expired certificate in DER', der, undefined, 10 * year, ['expired on', 'in DER']],
  ['a PFX', () => pfx(password), password, 0, ['is a PFX file, and must be PEM; convert it: openssl pkcs12 -in "']],
  ['a PFX without its password', () => pfx(password), undefined, 0, ['is a PFX file, and must be PEM; convert it']],
  [
    'a PFX with a wrong password',
    () => pfx(password),
    'wrong',
    0,
    ['AZURE_CLIENT_CERTIFICATE_PASSWORD does not open the PFX file'],
  ],
  ['an expired PFX', () => pfx(password), password, 10 * year, ['expired on', 'is a PFX file']],
  ['an expired PFX without a password', () => pfx(''), undefined, 10 * year, ['expired on', 'is a PFX file']],
  ['a PFX that is not valid yet', () => pfx(password), password, -year, ['is not valid before', 'is a PFX file']],
  ['a PFX that is cut', () => pfx(password).subarray(0, 500), password, 0, ['is a PFX file']],
];
for (const [title, content, given, shift, problems] of held)
  test(`a file with ${title} has ${problems.length} problems`, () => {
    const found = certificateProblems(file(content()), given, now + shift);
    expect(found.map(({ kind, sentence }) => `${kind} ${sentence}`)).toEqual(
      problems.map((one) => expect.stringContaining(one)),
    );
    for (const { sentence } of found) expect(sentence).not.toContain(password);
  });

test('what is no file is told', () => {
  mkdirSync(join(folder, 'sub'));
  expect(certificateProblems(join(folder, 'none.pem'), undefined, now)).toMatchObject([
    { sentence: expect.stringContaining('which is missing') },
  ]);
  expect(certificateProblems(join(folder, 'sub'), undefined, now)).toMatchObject([
    { sentence: expect.stringContaining('which is a folder') },
  ]);
  expect(certificateProblems(undefined, undefined, now)).toEqual([]);
});

const strangers: readonly (readonly [name: string, make: (path: string) => unknown, says: string])[] = [
  ['a pipe', (path) => execFileSync('mkfifo', [path]), 'is a pipe, not a file'],
  ['a device that never ends', (path) => symlinkSync('/dev/zero', path), 'is a device, not a file'],
  [
    'a sparse file of 10 GB',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 10 * 1024 ** 3);
    },
    'is larger than the ',
  ],
];
for (const [name, make, says] of strangers)
  test(`${name} holds no credential, and is not waited for`, () => {
    const path = join(folder, name);
    make(path);
    const application = { AZURE_TENANT_ID: 'contoso', AZURE_CLIENT_ID: '11111111-1111-4111-8111-111111111111' };
    const without = secretsIn(application);
    expect(secretsIn({ ...application, AZURE_CLIENT_CERTIFICATE_PATH: path })).toEqual(without);
    expect(secretsIn({ ...application, AZURE_FEDERATED_TOKEN_FILE: path })).toEqual(without);
    for (const problems of [certificateProblems(path, undefined, now), assertionProblems(path, now)])
      expect(problems).toMatchObject([{ sentence: expect.stringContaining(says) }]);
  });

test('what is wrong with a certificate stands in one list with what is missing', () => {
  const environment = {
    ...{ GRAPH_TARGET: 'live', GRAPH_CREDENTIAL: 'client-certificate', AZURE_TENANT_ID: 'contoso' },
    AZURE_CLIENT_CERTIFICATE_PATH: file(`${own.key}\n${own.cert}`),
  };
  const { problems, suite } = surveyRun(environment, now + 10 * year);
  expect(problems.map(({ kind, settings }) => `${kind} ${settings.join(' ')}`)).toEqual([
    'missing AZURE_CLIENT_ID',
    'wrong AZURE_TENANT_ID',
    'wrong AZURE_CLIENT_CERTIFICATE_PATH',
  ]);
  expect(suite).toBeDefined();
});

const assertions: readonly [content: string, problem: string | undefined][] = [
  ['an-assertion-that-nobody-can-read', undefined],
  ['', 'which is empty'],
  [jsonWebToken({ exp: 1 }), 'has expired (exp)'],
  [jsonWebToken({ exp: 9_999_999_999 }), undefined],
];
for (const [content, problem] of assertions)
  test(`an assertion ${content.slice(0, 12)} … ${problem ?? 'is taken'}`, () => {
    const found = assertionProblems(file(content), now);
    expect(found.map(({ sentence }) => sentence)).toEqual(
      problem === undefined ? [] : [expect.stringContaining(problem)],
    );
  });
