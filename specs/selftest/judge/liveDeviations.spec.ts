import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { casesNamed, embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { contractsFolder } from '../../../src/contracts/load.ts';
import { type Evidence, nothingSeen } from '../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { makeInstance } from '../../../src/instance/value.ts';
import { check } from '../../../src/judge/check.ts';
import { type Deviation, Deviations } from '../../../src/judge/deviation.ts';
import { judge, type Verdict } from '../../../src/judge/verdict.ts';
import { serverOwnedOf } from '../../../src/model/requestContract.ts';
import { type JsonObject, type JsonValue, writeJson } from '../../../src/value/json.ts';

const { deviations: entries } = JSON.parse(readFileSync(`${contractsFolder}deviations/live.json`, 'utf8')) as {
  deviations: Deviation[];
};
const { api, plan } = embeddedSuite;
const places = plan.flatMap(({ documented, claims }) =>
  claims.map(({ id }) => ({ contract: documented.contract.id, claim: id })),
);

test('every known deviation of the live service is about planned claims, in date, and told with a page to read', () => {
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) {
    expect(entry.target).toBe('live');
    expect(entry.evidence).toMatch(/^https:\/\/github\.com\//);
    expect(new Deviations([entry], 'live').problems(places), entry.claim).toEqual([]);
  }
  expect(new Deviations(entries, 'live').problems(places)).toEqual([]);
});

function exchange(method: string, status: number, body: JsonValue): Exchange {
  const headers = { 'content-type': 'application/json' };
  return { method, path: '/x', headers: {}, answer: { status, headers, text: writeJson(body) }, milliseconds: 1 };
}

/** What a claim of a case comes to, with the known deviations of the live service. */
function verdictOf(caseId: string, claimId: string, evidence: Partial<Evidence>): Verdict | undefined {
  const [planned] = casesNamed(caseId);
  if (!planned) throw new Error(`${caseId} is no case`);
  const checked = check(planned.documented, { ...nothingSeen, ...evidence }, api, planned.claims);
  const verdicts = judge(checked, planned.documented.contract.id, new Deviations(entries, 'live'));
  return verdicts.find(({ claim }) => claim.id === claimId);
}

/** An entity as a server shows it, with values of our own. */
function shown(caseId: string): JsonObject {
  const [planned] = casesNamed(caseId);
  if (!planned) throw new Error(`${caseId} is no case`);
  const { resource, contract } = planned.documented;
  const type = api.types.model.structured(resource);
  const moment = '2026-01-01T00:00:00.0000000Z';
  const values = makeInstance({ types: api.types, seed: 'live' }, type, 'one', 0, serverOwnedOf(contract));
  return {
    ...values,
    createdDateTime: moment,
    lastModifiedDateTime: moment,
    id: '0a1b2c3d-0000-4000-8000-00000000aaaa',
  };
}

test('the example of a definition value is refused', () => {
  const request = exchange('POST', 201, shown('groupPolicyDefinitionValue/create#1'));
  const refused = exchange('POST', 400, { error: { code: 'BadRequest', message: 'x' } });
  expect(verdictOf('groupPolicyDefinitionValue/create#1', 'example', { request, example: refused })?.outcome).toBe(
    'deviation',
  );
  expect(verdictOf('groupPolicyDefinitionValue/create#1', 'example', { request, example: request })?.outcome).toBe(
    'healed',
  );
});

test('the kind of a policy shows only in the collection', () => {
  const list = 'groupPolicyConfiguration/list#1';
  const template = '/deviceManagement/groupPolicyConfigurations';
  const entity = shown('groupPolicyConfiguration/create#1');
  const byKey = { ...entity, policyConfigurationIngestionType: 'unknown' };
  const verdictFor = (item: JsonObject): Verdict | undefined => {
    const request = exchange('GET', 200, { value: [item] });
    const members = [exchange('GET', 200, byKey)];
    return verdictOf(list, `listed/${template}`, { request, members, listings: [{ template, pages: [request] }] });
  };
  expect(verdictFor({ ...byKey, policyConfigurationIngestionType: 'custom' })?.outcome).toBe('deviation');
  expect(verdictFor({ ...byKey, displayName: 'another' })?.outcome).toBe('fail');
  expect(verdictFor(byKey)?.outcome).toBe('pass');

  const request = exchange('GET', 200, byKey);
  const known = { ...byKey, policyConfigurationIngestionType: 'custom' };
  const knownOf = (values: JsonObject): Verdict | undefined =>
    verdictOf('groupPolicyConfiguration/get#1', 'known', { request, again: request, known: values });
  expect(knownOf(known)?.outcome).toBe('deviation');
  expect(knownOf({ ...byKey, displayName: 'another' })?.outcome).toBe('fail');
});

test('what is expanded by a key does not show', () => {
  const entity = shown('groupPolicyConfiguration/create#1');
  const expanded = exchange('GET', 200, { ...entity, definitionValues: [] });
  const configuration = (linked: Readonly<Record<string, readonly string[]>>): string | undefined =>
    verdictOf('groupPolicyConfiguration/get#1/protocol', 'expand/definitionValues', {
      probes: { 'expand/definitionValues': expanded },
      linked,
    })?.outcome;
  expect(configuration({ definitionValues: ['1'] })).toBe('deviation');
  expect(configuration({})).toBe('pass');
  const value = exchange('GET', 200, shown('groupPolicyPresentationValueText/create#1'));
  expect(
    verdictOf('groupPolicyPresentationValue/get#1/protocol', 'expand/presentation', {
      probes: { 'expand/presentation': value },
    })?.outcome,
  ).toBe('deviation');
});

test('a file is taken only if it is a definition file, and not given back', () => {
  const id = 'groupPolicyUploadedDefinitionFile/create#1';
  const refused = exchange('POST', 400, { error: { code: 'BadRequest', message: 'x' } });
  expect(verdictOf(id, 'status', { request: refused })?.outcome).toBe('deviation');
  expect(verdictOf(id, 'status', { request: exchange('POST', 500, {}) })?.outcome).toBe('fail');
  const sent = shown(id);
  const answer = (change: JsonObject): Partial<Evidence> => ({
    sent,
    request: exchange('POST', 201, { ...sent, ...change }),
  });
  const empty = { content: null, groupPolicyUploadedLanguageFiles: [] };
  expect(verdictOf(id, 'echo/content', answer(empty))?.outcome).toBe('deviation');
  expect(verdictOf(id, 'echo/groupPolicyUploadedLanguageFiles', answer(empty))?.outcome).toBe('deviation');
  expect(verdictOf(id, 'echo/content', answer({ content: 'QUJD' }))?.outcome).toBe('fail');
});
