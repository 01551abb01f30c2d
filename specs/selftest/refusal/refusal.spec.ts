import { expect, test } from '@playwright/test';
import { casesNamed, clientOf, embeddedSuite, play } from '../../../fixtures/rehearsal.ts';
import { body, envelope, id } from '../../../fixtures/serviceError.ts';
import { probes } from '../../../src/claims/probes.ts';
import { nothingSeen } from '../../../src/evidence/evidence.ts';
import { type Answer, type Exchange, type RefusalClass, refusalClasses } from '../../../src/evidence/exchange.ts';
import { check } from '../../../src/judge/check.ts';
import { Deviations } from '../../../src/judge/deviation.ts';
import { judge } from '../../../src/judge/verdict.ts';
import { startMock } from '../../../src/mock/server.ts';
import { classify, provocationOf, provokesGone, unavailable } from '../../../src/refusal/refusal.ts';
import { refusals } from '../../../src/refusal/refusals.ts';
import { type JsonValue, writeJson } from '../../../src/value/json.ts';

const configurations = '/deviceManagement/groupPolicyConfigurations';

function exchange(
  status: number,
  content?: JsonValue,
  { method = 'GET', path = configurations, headers = {}, text = content === undefined ? '' : writeJson(content) } = {},
): Exchange {
  const answer: Answer = { status, headers: { 'content-type': 'application/json', ...headers }, text };
  return { method, path, headers: {}, answer, milliseconds: 1 };
}

const scopes = 'DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All';
const unrouted = body(
  'No method match route template',
  'No OData route exists that match template ~/x with http verb GET',
);
const gone = body('ResourceNotFound', envelope('An error has occurred'));

const forms: readonly [title: string, seen: Exchange, due: RefusalClass | undefined, says: string][] = [
  ['429', exchange(429, undefined, { headers: { 'retry-after': '2.128' } }), 'throttled', 'Retry-After: 2.128'],
  ['429 in an envelope', exchange(429, body('TooManyRequests', envelope('Slow'))), 'throttled', 'TooManyRequests'],
  [
    '500 that throttles',
    exchange(500, body('InternalServerError', 'Rate limit reached because of too many requests to query broker')),
    'throttled',
    'status 500',
  ],
  ['500', exchange(500, body('InternalServerError', 'x')), 'outage', 'it failed (status 500'],
  ['502 in HTML', exchange(502, undefined, { text: '<html>' }), 'outage', 'status 502'],
  ['503', exchange(503, body('UnknownError', '')), 'outage', 'it is out of service (status 503, UnknownError)'],
  ['504 with an empty message', exchange(504, body('UnknownError', '')), 'outage', 'waits for another server'],
  ['501', exchange(501, body('NotImplemented', 'x')), 'not routed', 'does not serve'],
  ['a redirect to nowhere', exchange(302), 'licence', 'without Intune'],
  [
    'the words of a client for that',
    exchange(400, body('BadRequest', 'Unable to perform redirect as Location Header is not set in response')),
    'licence',
    'without Intune',
  ],
  [
    'a tenant without Intune',
    exchange(400, body('BadRequest', 'Request not applicable to target tenant.')),
    'licence',
    'the tenant has no Intune',
  ],
  [
    'a right token without licence',
    exchange(
      401,
      body('UnknownError', writeJson({ ErrorCode: 'Forbidden', Message: envelope('An error has occurred') })),
    ),
    'licence',
    'UnknownError',
  ],
  ['an expired token', exchange(401, body('InvalidAuthenticationToken', 'Lifetime failed')), 'credential', 'expiry'],
  ['a 401 without a body', exchange(401), 'credential', 'status 401'],
  [
    'a missing scope',
    exchange(
      403,
      body(
        'Forbidden',
        envelope(`Application is not authorized. Application must have one of the following scopes: ${scopes}`),
      ),
    ),
    'permission',
    `grant one of: ${scopes} (status 403, Forbidden)`,
  ],
  [
    'an application without permissions',
    exchange(
      403,
      body('Forbidden', 'It is called in app only context but does not have application permissions configured'),
    ),
    'permission',
    'no application permission',
  ],
  [
    'a user without a role',
    exchange(403, body('Forbidden', envelope('User is not authorized to perform this operation'))),
    'permission',
    'no Intune role',
  ],
  [
    'a gateway in HTML',
    exchange(403, undefined, { text: '<html>', headers: { 'content-type': 'text/html; charset=utf-8' } }),
    'permission',
    'a gateway refuses',
  ],
  ['any other 403', exchange(403, body('AccessDenied', 'no')), 'permission', 'ReadWrite.All'],
  ['an unrouted template', exchange(400, unrouted), 'not routed', 'no route'],
  [
    'an unknown segment',
    exchange(400, body('BadRequest', "Resource not found for the segment 'groupPolicyConfigurations'.")),
    'not routed',
    'base URL',
  ],
  [
    'a definition that is retired, when it is bound',
    exchange(404, gone, { method: 'POST', path: `${configurations}/${id}/definitionValues` }),
    'retired',
    'retires',
  ],
  [
    'a definition that is retired, when it is read',
    exchange(404, gone, { path: `${configurations}/${id}/definitionValues/${id}/definition?$select=id` }),
    'retired',
    'retires',
  ],
  ['another 404', exchange(404, gone, { path: `${configurations}/${id}` }), undefined, ''],
  [
    'a 404 that names no cause',
    exchange(404, undefined, { method: 'POST', path: `${configurations}/${id}/definitionValues` }),
    undefined,
    '',
  ],
  ['a refused body', exchange(400, body('ModelValidationFailure', "Cannot convert the literal 'x'")), undefined, ''],
  ['a refusal of the business', exchange(400, body('BadRequest', envelope('An error has occurred'))), undefined, ''],
  [
    'a file that cannot be read',
    exchange(400, body('BadRequest', envelope('x', 'ContentParsingException'))),
    undefined,
    '',
  ],
  ['a conflict', exchange(409, body('Conflict', 'x')), undefined, ''],
  ['a redirect', exchange(302, undefined, { headers: { location: 'https://elsewhere.example/' } }), undefined, ''],
  ['a success', exchange(200, { value: [] }), undefined, ''],
];

test.describe('a refusal of the live service is', () => {
  for (const [title, seen, due, says] of forms) {
    test(`${due ?? 'judged'}: ${title}`, () => {
      const found = classify(seen, true);
      expect(found?.class).toBe(due);
      expect(found?.message ?? '').toContain(says);
      expect(found?.message ?? '').not.toMatch(/0a1b2c3d|fef\.|https?:/);
    });
  }

  test('each form once, at least, and every class', () => {
    expect(new Set(forms.flatMap(([, , due]) => due ?? []))).toEqual(new Set(refusalClasses));
    for (const refusal of refusals) {
      const shown = forms.filter(([, seen]) => classify(seen, true)?.message.startsWith(refusal.says));
      expect(shown, refusal.says).not.toEqual([]);
    }
  });
});

test('a mock server is excused for nothing but what Graph documents for every client', () => {
  const excused = forms.filter(([, seen]) => classify(seen, false)).map(([, { answer }]) => answer?.status);
  expect(excused).toEqual([429, 429, 503, 504]);
});

test.describe('what is provoked is judged', () => {
  test('every probe, answered with a status that is due', () => {
    for (const { name, statuses } of probes) {
      for (const status of statuses) {
        const plain = exchange(status, body('Refused', 'x'), { method: 'POST' });
        expect(classify(plain, true, provocationOf(name)), `${name} ${status}`).toBeUndefined();
      }
    }
  });

  const provoked: readonly [probe: string, seen: Exchange, due: RefusalClass | undefined][] = [
    ['no-token', exchange(401, body('InvalidAuthenticationToken', 'x')), undefined],
    ['no-token', exchange(401, body('UnknownError', writeJson({ ErrorCode: 'Forbidden', Message: 'x' }))), undefined],
    ['no-token', exchange(403, body('Forbidden', 'x')), 'permission'],
    ['other-token', exchange(429), 'throttled'],
    ['undocumented-method', exchange(400, unrouted), undefined],
    ['undocumented-method', exchange(501), undefined],
    [
      'unknown-segment',
      exchange(400, body('BadRequest', "Resource not found for the segment 'noSuchSegment'.")),
      undefined,
    ],
    ['unknown-id', exchange(400, unrouted), 'not routed'],
    ['unknown-id', exchange(404, gone, { path: `${configurations}/x/definitionValues/y/definition` }), undefined],
    ['malformed-json', exchange(400, unrouted), 'not routed'],
    ['malformed-json', exchange(400, body('BadRequest', 'Request not applicable to target tenant.')), 'licence'],
    ['wrong-json-type', exchange(403, body('Forbidden', 'x')), 'permission'],
    ['no such probe', exchange(401), 'credential'],
  ];
  for (const [index, [probe, seen, due]] of provoked.entries()) {
    test(`${index + 1}. ${probe}, answered ${seen.answer?.status}: ${due ?? 'judged'}`, () => {
      expect(classify(seen, true, provocationOf(probe))?.class).toBe(due);
    });
  }

  test('a look for what was deleted', () => {
    const seen = exchange(404, gone, { path: `${configurations}/x/definitionValues/y/definition` });
    expect(classify(seen, true)?.class).toBe('retired');
    expect(classify(seen, true, provokesGone)).toBeUndefined();
    expect(classify(exchange(403), true, provokesGone)?.class).toBe('permission');
  });
});

test('what is classified is no usable answer any more; anything else stays as it is', () => {
  expect(unavailable(exchange(429, undefined, { headers: { 'retry-after': '86400' } }))).toMatchObject({
    failure: {
      kind: 'unavailable',
      class: 'throttled',
      message: 'the target is not available: it throttles (status 429, Retry-After: 86400)',
    },
  });
  expect(unavailable(exchange(503))).not.toHaveProperty('answer');
  expect(unavailable(exchange(500))).toEqual(exchange(500));
  expect(unavailable(exchange(500), true)).not.toHaveProperty('answer');
  expect(unavailable(exchange(401), true, provocationOf('no-token'))).toEqual(exchange(401));
});

test('a right server that is taken for the live service is judged in all that it refuses', async () => {
  const mock = await startMock({ api: embeddedSuite.api });
  const client = clientOf(mock.baseUrl, mock.token, {}, true);
  const cases = casesNamed(
    'groupPolicyConfiguration/update#1/protocol',
    'groupPolicyConfiguration/delete#1/protocol',
    'groupPolicyDefinitionValue/get#2/protocol',
    'groupPolicyDefinitionValue/delete#1',
    'groupPolicyConfiguration/lifecycle',
  );
  for (const planned of cases) {
    const { verdicts, exchanges } = await play(planned, client);
    expect(verdicts.filter((verdict) => verdict.class !== undefined || verdict.outcome === 'fail')).toEqual([]);
    expect(
      exchanges.filter(({ failure }) => failure),
      planned.documented.id,
    ).toEqual([]);
  }
  await client.close();
  await mock.close();
});

test('claims that a refusal leaves open have its class, and those that depend on them', () => {
  const [planned] = casesNamed('groupPolicyConfiguration/get#1');
  if (!planned) throw new Error('no such case');
  const request = unavailable(exchange(403, body('Forbidden', 'x')), true);
  const checked = check(planned.documented, { ...nothingSeen, request }, embeddedSuite.api, planned.claims);
  const verdicts = judge(checked, planned.documented.contract.id, new Deviations([], 'live'), [request]);
  const ofClaim = (name: string) => verdicts.find(({ claim }) => claim.id === name);
  for (const name of ['status', 'body', 'type/displayName', 'identity'])
    expect(ofClaim(name), name).toMatchObject({ outcome: 'inconclusive', class: 'permission' });
  expect(verdicts.filter(({ outcome }) => outcome !== 'inconclusive')).toEqual([]);
  const silent = judge(checked, planned.documented.contract.id, new Deviations([], 'live'));
  expect(silent.every((verdict) => verdict.class === undefined)).toBe(true);
});
