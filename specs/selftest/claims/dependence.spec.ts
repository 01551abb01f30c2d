import { expect, test } from '@playwright/test';
import { api } from '../../../fixtures/api.ts';
import { answered, caseOf, claimsOfCase, file } from '../../../fixtures/judged.ts';
import type { Claim } from '../../../src/claims/claim.ts';
import { claimsOf } from '../../../src/claims/claimsOf.ts';
import { sentProperties } from '../../../src/claims/state/echo.ts';
import { type Evidence, nothingSeen } from '../../../src/evidence/evidence.ts';
import { type Finding, kept, open } from '../../../src/evidence/finding.ts';
import { check } from '../../../src/judge/check.ts';
import { Policies, type Stance } from '../../../src/judge/policy.ts';
import type { Case } from '../../../src/model/case.ts';

const create = 'groupPolicyObjectFile/create#1';

/** What some claims of a case come to together, in the order in which they are given. */
function together(id: string, ids: readonly string[], seen: Partial<Evidence>): Finding[] {
  const claims = ids
    .map((name) => claimsOfCase(id).find((claim) => claim.id === name))
    .filter((claim) => claim !== undefined);
  return check(caseOf(id), { ...nothingSeen, ...seen }, api, claims).map(({ finding }) => finding);
}

test.describe('claims that need others', () => {
  const wrapped = { request: answered(201, { value: file }) };
  const blocked = (id: string): Finding => ({ outcome: 'open', reason: `"${id}" is broken`, blockedBy: id });

  test('stay open while one of these is broken, and name it', () => {
    expect(together(create, ['body', 'context-first'], wrapped)).toEqual([
      expect.objectContaining({ outcome: 'broken' }),
      blocked('body'),
    ]);
  });

  test('are judged after it, wherever they stand', () => {
    expect(together(create, ['context-first', 'body'], wrapped)).toEqual([
      blocked('body'),
      expect.objectContaining({ outcome: 'broken' }),
    ]);
  });

  test('hand on why one of these could not be judged', () => {
    expect(together(create, ['body', 'context-first'], { gaps: { request: 'nothing to be found' } })).toEqual([
      open('nothing to be found'),
      open('nothing to be found'),
    ]);
  });

  test('hand on what blocks one of these', () => {
    expect(together(create, ['returned/id', 'odata.type', 'body'], wrapped).slice(0, 2)).toEqual([
      blocked('body'),
      blocked('body'),
    ]);
  });

  test('are judged where it is kept, or not asked for', () => {
    const right = { request: answered(201, file) };
    expect(together(create, ['body', 'context-first'], right)).toEqual([kept, kept]);
    expect(together(create, ['context-first'], wrapped)).toEqual([kept]);
  });
});

test.describe('claims that defer to others', () => {
  const list = 'groupPolicyObjectFile/list#1';
  const set = '/deviceManagement/groupPolicyObjectFiles';
  const claims = ['returned/id', `listed/${set}`];

  test('leave the blame to these', () => {
    const page = answered(200, { value: [{ ...file, id: undefined }] });
    const seen = { request: page, listings: [{ template: set, pages: [page] }], members: [answered(200, file)] };
    expect(together(list, claims, seen)).toEqual([
      expect.objectContaining({ outcome: 'broken' }),
      { outcome: 'open', reason: '"returned/id" is broken', blockedBy: 'returned/id' },
    ]);
  });

  test('are judged after these, wherever they stand', () => {
    const page = answered(200, { value: [{ ...file, id: undefined }] });
    const seen = { request: page, listings: [{ template: set, pages: [page] }], members: [answered(200, file)] };
    expect(together(list, claims.toReversed(), seen)).toEqual([
      { outcome: 'open', reason: '"returned/id" is broken', blockedBy: 'returned/id' },
      expect.objectContaining({ outcome: 'broken' }),
    ]);
  });

  test('are judged where these could not be', () => {
    const page = answered(200, { value: [] });
    const seen = { request: page, listings: [{ template: set, pages: [page] }], members: [answered(200, file)] };
    expect(together(list, claims, seen)).toEqual([
      open('no groupPolicyObjectFile is in the answer'),
      expect.objectContaining({ outcome: 'broken', received: '0 times' }),
    ]);
  });
});

test.describe('what is broken, and a policy is about', () => {
  const get = 'groupPolicyObjectFile/get#1';
  const about = { id: 'a policy', about: 'x', claims: ['status', 'body'], default: 'fail', because: 'y' } as const;
  const wrapped = { request: answered(202, { value: file }) };
  const judged = (stance: Stance, seen: Partial<Evidence> = wrapped): Finding[] => {
    const claims = claimsOfCase(get).filter(({ id }) => ['status', 'body', 'media-type'].includes(id));
    const policies = new Policies([about], new Map([[about.id, stance]]));
    return check(caseOf(get), { ...nothingSeen, ...seen }, api, claims, policies).map(({ finding }) => finding);
  };
  const bySide = { expected: 'status 200', received: 'status 202' };

  test('is no matter of the policy, where it is kept', () => {
    expect(judged('pass', { request: answered(200, file) })).toEqual([kept, kept, kept]);
  });

  test('is broken all the same, where the policy says fail', () => {
    expect(judged('fail').map(({ outcome }) => outcome)).toEqual(['broken', 'broken', 'open']);
  });

  for (const [stance, warns] of [
    ['warn', true],
    ['pass', false],
  ] as const) {
    test(`is let pass, where it says ${stance}, and what depends on it is judged`, () => {
      expect(judged(stance)).toStrictEqual([
        { outcome: 'tolerated', policy: 'a policy', warns, ...bySide },
        expect.objectContaining({ outcome: 'tolerated', policy: 'a policy', warns, pointer: '/value' }),
        kept,
      ]);
    });
  }
});

test('a case has the claims of the levels that are asked for', () => {
  const documented = caseOf(create);
  expect(new Set(claimsOf(documented, api, ['shape']).map(({ level }) => level))).toEqual(new Set(['shape']));
  expect(new Set(claimsOf(documented, api, ['state', 'protocol']).map(({ level }) => level))).toEqual(
    new Set(['state', 'protocol']),
  );
});

test('a claim of a kind that there is not is a fault of the suite', () => {
  const [claim] = claimsOfCase(create);
  const unknown = { ...claim, kind: 'nothing' } as Claim;
  expect(() => check(caseOf(create), nothingSeen, api, [unknown])).toThrow('nothing is no kind of claim');
});

test.describe('a page', () => {
  const { documented, ids } = changed(
    create,
    ({ request: { body: _body, example: _example, ...request }, ...rest }) => ({
      ...rest,
      request,
    }),
  );

  test('without a request body promises nothing of what is sent', () => {
    expect(sentProperties(documented(), api)).toEqual([]);
    expect(ids().filter((id) => /^(echo|values|recent|example)/.test(id))).toEqual([]);
  });

  test('that makes something without telling what the server sets itself sends all', () => {
    const { documented: open } = changed(create, ({ request, ...rest }) => ({
      ...rest,
      request: { ...request, body: { kind: 'entity', type: 'groupPolicyObjectFile' } },
    }));
    expect(sentProperties(open(), api).map(({ name }) => name)).toContain('id');
  });

  test('without query options promises nothing of them, nor does one that changes something', () => {
    const options = /^(select|expand|agreement)/;
    const { ids: without } = changed('groupPolicyDefinition/get#1/protocol', ({ request, ...rest }) => ({
      ...rest,
      request: { ...request, queryOptions: false },
    }));
    expect(without().filter((id) => options.test(id))).toEqual([]);
    const { ids: changing } = changed('groupPolicyDefinition/update#1/protocol', ({ request, ...rest }) => ({
      ...rest,
      request: { ...request, queryOptions: true },
    }));
    expect(changing().filter((id) => options.test(id))).toEqual([]);
  });

  test('without a response body promises nothing of an entity', () => {
    const { ids: silent } = changed('groupPolicyObjectFile/get#1', ({ response: { status }, ...rest }) => ({
      ...rest,
      response: { status },
    }));
    expect(silent().filter((id) => /^(body|media-type|odata|returned|type|identity)/.test(id))).toEqual([]);
  });

  test('with a status that has no well-known phrase promises just the status', () => {
    const { claims } = changed(create, ({ response, ...rest }) => ({
      ...rest,
      response: { ...response, status: 202 },
    }));
    expect(claims()[0]?.text).toBe('The status is 202');
  });
});

/** A case whose page says something else. */
function changed(
  id: string,
  change: (contract: Case['contract']) => Case['contract'],
): { documented(): Case; claims(): Claim[]; ids(): string[] } {
  const documented = (): Case => ({ ...caseOf(id), contract: change(caseOf(id).contract) });
  const claims = (): Claim[] => claimsOf(documented(), api, ['shape', 'state', 'protocol']);
  return { documented, claims, ids: () => claims().map((claim) => claim.id) };
}
