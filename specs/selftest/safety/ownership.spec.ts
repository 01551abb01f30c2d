import { expect, test } from '@playwright/test';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { Ownership } from '../../../src/safety/ownership.ts';

const root = '/deviceManagement/groupPolicyConfigurations';
const mine = '0a1b2c3d-0000-4000-8000-00000000aaaa';
const other = '0a1b2c3d-0000-4000-8000-00000000bbbb';

function answered(method: string, path: string, status: number, body: unknown): Exchange {
  return { method, path, headers: {}, answer: { status, headers: {}, text: JSON.stringify(body) }, milliseconds: 1 };
}

test.describe('what a run owns', () => {
  const post = (status: number, body: unknown, path = root): Ownership => {
    const ownership = new Ownership();
    ownership.note(answered('POST', path, status, body));
    return ownership;
  };
  const set = 'groupPolicyConfigurations';

  test('is what a POST of its own was answered with', () => {
    expect(post(201, { id: mine }).owns(set, mine)).toBe(true);
    expect(post(201, { id: mine }).owns('groupPolicyDefinitions', mine)).toBe(false);
    expect(post(201, { id: mine }).owns(set, mine.toUpperCase())).toBe(false);
  });

  test('is not what an answer showed before, in whatever case and however deep', () => {
    for (const shown of [
      { id: mine },
      { value: [{ id: mine.toUpperCase() }] },
      { value: [{ assignments: [{ id: mine }] }] },
    ]) {
      const ownership = new Ownership();
      ownership.note(answered('GET', root, 200, shown));
      ownership.note(answered('POST', root, 201, { id: mine }));
      expect(ownership.owns(set, mine), JSON.stringify(shown)).toBe(false);
    }
  });

  test('stays when it is read afterwards, and created a second time', () => {
    const ownership = post(201, { id: mine });
    ownership.note(answered('GET', `${root}/${mine}`, 200, { id: mine }));
    ownership.note(answered('POST', root, 201, { id: mine }));
    expect(ownership.owns(set, mine)).toBe(true);
  });

  const nothings: readonly [title: string, ownership: () => Ownership][] = [
    ['another status', () => post(200, { id: mine })],
    ['a refusal', () => post(409, { id: mine })],
    ['an id that is no text', () => post(201, { id: 7 })],
    ['a list', () => post(201, [{ id: mine }])],
    ['an entity below another', () => post(201, { id: mine }, `${root}/${other}/definitionValues`)],
    [
      'an action of a collection',
      () => post(201, { id: mine }, '/deviceManagement/groupPolicyMigrationReports/createMigrationReport'),
    ],
    ['another root', () => post(201, { id: mine }, '/users')],
    ['a path that can be read in two ways', () => post(201, { id: mine }, `${root}/`)],
  ];
  for (const [title, ownership] of nothings) {
    test(`is nothing after ${title}`, () => {
      expect(ownership().owns(set, mine)).toBe(false);
    });
  }
});
