import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';
import { encodings } from '../../../../fixtures/encodings.ts';
import { startMock } from '../../../../src/mock/server.ts';
import { filesWithSecrets, Guard } from '../../../../src/report/guard/guard.ts';
import { createApplicationCertificate } from '../../../../src/tenant/certificates.ts';
import { type RightAnswer, startFront } from '../../../../src/tenant/front.ts';

test.setTimeout(300_000);

const token = 'canary/token+Q0FOQVJZLTAxMjM0NTY3ODk==';
/** Secrets that a run knows by its settings; what a proxy is told is also known as it is meant. */
const settings = {
  GRAPH_TOKEN: token,
  GRAPH_MARK_KEY: 'canary-mark-key-0a1b2c3d',
  AZURE_TENANT_ID: '0b6ae2e5-5a4f-4b5e-9a57-0123456789ab',
  AZURE_CLIENT_ID: '3f1a7c52-8d0e-4c1b-9b7e-0123456789ab',
  AZURE_CLIENT_SECRET: 'canary~client/secret+9',
  AZURE_CLIENT_CERTIFICATE_PASSWORD: 'canary-password&<of>"key"',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-actions-token-77',
  HTTPS_PROXY: 'http://canary-proxy-user:canary%2Fproxy%40pass%25word@127.0.0.1:9',
};
const plain = [
  ...Object.entries(settings).flatMap(([name, value]) => (/ID$|PROXY/.test(name) ? [] : [value])),
  'canary-proxy-user',
  'canary/proxy@pass%word',
  'canary%2Fproxy%40pass%25word',
  'an-assertion-of-another-issuer',
];

/** Bodies and headers that say a text wherever a server can: names, strings, ids, links, errors, cookies, challenges, places. */
const echoes: readonly ((answer: RightAnswer, text: string) => RightAnswer)[] = [
  (answer, text) => withBody(answer, (body) => ({ ...body, echo: text, [text]: [text] })),
  (answer, text) => withBody(answer, (body) => ({ ...body, id: text, displayName: text })),
  (answer, text) =>
    withBody(answer, (body) => ({ ...body, '@odata.nextLink': `https://127.0.0.1:9/beta/x?t=${text}` })),
  (answer, text) => ({
    ...answer,
    status: 403,
    body: JSON.stringify({ error: { code: text, message: `no ${text}.` } }),
  }),
  (answer, text) => ({ ...answer, body: `{"a":"${text}` }),
  (answer, text) => ({ ...answer, body: `${'x'.repeat(500 - text.length / 2)}${text}` }),
  (answer, text) => withHeader(answer, 'set-cookie', `session=${text}; Path=/`),
  (answer, text) => ({ ...withHeader(answer, 'www-authenticate', `Bearer realm="${text}"`), status: 401 }),
  (answer, text) => ({ ...withHeader(answer, 'location', `/beta/${text}`), status: 302 }),
  (answer, text) => withHeader(withHeader(answer, 'request-id', text), 'content-type', `text/${text}`),
];

function withBody(answer: RightAnswer, change: (body: object) => object): RightAnswer {
  try {
    return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as object)) };
  } catch {
    return answer;
  }
}

function withHeader(answer: RightAnswer, name: string, value: string): RightAnswer {
  const isLegal = /^[\t\x20-\x7e]*$/.test(value);
  return isLegal ? { ...answer, headers: { ...answer.headers, [name]: value } } : answer;
}

/** Ways after which a case ends with its first requests, so that it takes all cases to get through all texts. */
const isShort = (at: number): boolean => [3, 4, 5, 7, 8].includes(at);

/** JSON escapes that `JSON.stringify` would escape again stand in a body as they are. */
const unescapedTwice = (body: string): string => body.replaceAll(/\\\\(?=[u/])/g, '\\');

for (const [at, echo] of echoes.entries())
  test(`no secret that a server echoes in any encoding is printed or kept, way ${at + 1}`, async ({ workspace }) => {
    const { key, cert } = await createApplicationCertificate();
    const [, , keyLine = ''] = key.split('\n');
    const known = [...plain, keyLine];
    const texts = Object.values(encodings).flatMap((encode) => known.map(encode));
    let next = 0;
    const mock = await startMock({ token });
    const front = await startFront(mock, {
      tell: (answer, { path }) => {
        if (path.includes('$top=1')) return answer;
        next += 7;
        const text = texts[next % texts.length] ?? '';
        const told = echo(answer, text);
        return next % 2 === 0 ? told : { ...told, body: unescapedTwice(told.body) };
      },
    });
    writeFileSync(join(workspace.folder, 'assertion'), 'an-assertion-of-another-issuer');
    writeFileSync(join(workspace.folder, 'key.pem'), `${key}\n${cert}`);
    const selection = isShort(at) ? [] : ['--grep', '@groupPolicyConfiguration'];
    const { code, stdout, stderr } = await workspace.run('conformance', selection, {
      ...settings,
      AZURE_FEDERATED_TOKEN_FILE: 'assertion',
      AZURE_CLIENT_CERTIFICATE_PATH: 'key.pem',
      GRAPH_TARGET: 'mock',
      GRAPH_BASE_URL: front.baseUrl,
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(workspace.folder, 'summary.md'),
    });
    await front.close();
    await mock.close();
    const guard = new Guard(() => known);
    expect(guard.holds(stdout), stdout).toBe(false);
    expect(guard.holds(stderr), stderr).toBe(false);
    expect(guard.holds(readFileSync(join(workspace.folder, 'summary.md'), 'utf8'))).toBe(false);
    expect(filesWithSecrets(join(workspace.folder, 'reports'), known)).toEqual([]);
    expect(stdout + stderr).not.toContain('withheld');
    expect([0, 1, 2], stderr).toContain(code);
    expect(next / 7, 'every text was told').toBeGreaterThanOrEqual(texts.length);
  });
