import { expect, test } from '@playwright/test';
import { api } from '../../../../fixtures/api.ts';
import { answered, caseOf, findingOf, type Row } from '../../../../fixtures/judged.ts';
import { ownedIn } from '../../../../src/claims/state/own.ts';
import type { Listing } from '../../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';
import type { Owned } from '../../../../src/model/owned.ts';
import type { RequestContract } from '../../../../src/model/requestContract.ts';

const notFound = answered(404, { error: { code: 'itemNotFound', message: 'x' } });
const page = (...value: unknown[]): Exchange => answered(200, { value });
const listing = (template: string, ...pages: Exchange[]): Listing => ({ template, pages });
const assignments = '/deviceManagement/groupPolicyConfigurations/{groupPolicyConfigurationId}/assignments';

/** What a collection below one owner shows of others, and what claims about it come to. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyConfigurationAssignment/list#1 own': [
    ['no stranger', { listings: [listing(assignments, page({ id: '1' }))], strangers: ['2'] }, kept],
    [
      'a stranger',
      {
        listings: [listing('/x', page()), listing(assignments, page({ id: '1' }), page({ id: '2' }))],
        strangers: ['2'],
      },
      broken('no entity "2"', 'it is listed', '/value/1'),
    ],
    [
      'a stranger, first',
      { listings: [listing(assignments, page({ id: '2' }))], strangers: ['2'] },
      broken('no entity "2"', 'it is listed', '/value/0'),
    ],
    [
      'no stranger is known',
      { listings: [listing(assignments, page())] },
      open('nothing is known to be below another owner'),
    ],
    [
      'no stranger could be made',
      { listings: [listing(assignments, page())], gaps: { strangers: 'refused' } },
      open('refused'),
    ],
    [
      'a refusal',
      { listings: [listing(assignments, page(), notFound)], strangers: ['2'] },
      open('status 404 (itemNotFound)'),
    ],
    ['not read', { strangers: ['2'] }, open('it was not sent')],
    ['not read, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
  ],
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}

test.describe('the members of a collection have one owner', () => {
  const made = caseOf('groupPolicyConfigurationAssignment/list#1');
  const ownedWith = (change: (request: RequestContract) => RequestContract): Owned | undefined =>
    ownedIn(made, { ...api, requests: api.requests.map(change) });
  const makes = ({ request }: RequestContract): boolean =>
    request.method === 'POST' && request.paths.includes(assignments);

  test('where pages make them in it', () => expect(ownedIn(made, api)).toEqual({ through: 'assignments' }));

  test('where their way back leads to one entity', () =>
    expect(ownedIn(caseOf('groupPolicyUploadedCategory/list#2'), api)).toEqual({
      through: 'children',
      back: 'parent',
    }));

  test('below a type that a path names', () =>
    expect(ownedIn(caseOf('groupPolicyOperation/list#1'), api)).toEqual({ through: 'groupPolicyOperations' }));

  test('but not where only an action is posted to it', () =>
    expect(ownedWith((one) => (makes(one) ? { ...one, title: 'make action' } : one))).toBeUndefined());

  test('nor where it is read only', () =>
    expect(
      ownedWith((one) => (makes(one) ? { ...one, request: { ...one.request, method: 'GET' } } : one)),
    ).toBeUndefined());

  test('nor in a case that makes something, or in an entity set', () => {
    expect(ownedIn(caseOf('groupPolicyConfigurationAssignment/create#1'), api)).toBeUndefined();
    expect(ownedIn(caseOf('groupPolicyObjectFile/list#1'), api)).toBeUndefined();
  });
});
