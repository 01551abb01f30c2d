import { expect, test } from '@playwright/test';
import { casesNamed, clientOf, embeddedSuite, play } from '../../../fixtures/rehearsal.ts';
import { withIds, withIdsBeginning } from '../../../fixtures/strangeIds.ts';
import { recordOf } from '../../../src/judge/claimRecord.ts';
import { startMock } from '../../../src/mock/server.ts';
import { describeVerdict } from '../../../src/report/explain/message.ts';
import { type FrontRequest, startFront } from '../../../src/tenant/front.ts';

const { api } = embeddedSuite;

/** Ids that are strange, and right: what a server puts before each id of its own. */
const strange: Readonly<Record<string, string>> = {
  'a way up': '../../x',
  'a way up, encoded': '..%2f..%2f',
  'a path of its own': '/deviceManagement/groupPolicyDefinitions/',
  'a query and a fragment': '?$expand=x&a=b;c#d',
  'a backslash': '..\\..\\',
  quotes: `it's "quoted" (and) 'more'`,
  'a key predicate': "groupPolicyOperations('1')",
  'a line end and a header': '\r\nx-forged: 1\r\n\r\n',
  'a NUL and an escape': '\u0000\u001b[2J',
  'letters of other scripts': 'ü漢🧪\u202e',
  'blanks around': ' \t',
  'a name of an object': '__proto__',
  'a thousand letters': 'x'.repeat(1000),
};

/** Ids that no path can hold. */
const impossible: Readonly<Record<string, string>> = {
  nothing: '',
  'a dot': '.',
  'two dots': '..',
  'half a character': 'a\ud800',
  'ten thousand letters': 'x'.repeat(10_000),
};

/** What a path is made of besides ids, and the only query that arranging asks with. */
const name = /^[\w.]*$/;
const query = /^(?:\$expand=\w+(?:,\w+)*)?$/;

for (const [title, before] of Object.entries(strange)) {
  test(`an id with ${title} is one segment of every path`, async () => {
    const mock = await startMock({ api });
    const front = await startFront(mock, withIdsBeginning(before));
    const client = clientOf(front.baseUrl, mock.token);
    try {
      for (const planned of casesNamed('groupPolicyOperation/create#1', 'groupPolicyOperation/delete#1')) {
        const { verdicts } = await play(planned, client);
        const wrong = verdicts.filter(({ outcome }) => outcome !== 'pass');
        expect(
          wrong.map((verdict) => describeVerdict(recordOf(verdict))),
          planned.documented.id,
        ).toEqual([]);
      }
      expect(front.requests.length).toBeGreaterThan(20);
      for (const { path } of front.requests) {
        const [resource = '', options = ''] = path.split('?');
        const ids = resource.split('/').filter((segment) => !name.test(segment));
        for (const id of ids) expect(decodeURIComponent(id).slice(0, before.length)).toBe(before);
        expect(options).toMatch(query);
        expect(new URL(path, 'http://host').href, 'a path that means what it says').toBe(`http://host${path}`);
      }
    } finally {
      await client.close();
      await front.close();
      await mock.close();
    }
  });
}

for (const [title, id] of Object.entries(impossible)) {
  test(`an id of ${title} breaks the promise of an id, and no path is made of it`, async () => {
    const mock = await startMock({ api });
    const isCreate = ({ method, path }: FrontRequest): boolean =>
      method === 'POST' && path.endsWith('/groupPolicyOperations');
    const front = await startFront(mock, {
      tell: (answer, request) => (isCreate(request) ? withIds(answer, () => id) : answer),
    });
    const client = clientOf(front.baseUrl, mock.token);
    try {
      const [create, get] = casesNamed('groupPolicyOperation/create#1', 'groupPolicyOperation/get#1');
      const made = create && (await play(create, client)).verdicts;
      expect(made?.flatMap(({ claim, outcome }) => (outcome === 'fail' ? [claim.id] : []))).toEqual(['identity']);
      expect(made?.find(({ outcome }) => outcome === 'fail')).toMatchObject({
        expected: 'an id that can stand in a path',
      });
      const arranged = get && (await play(get, client)).verdicts;
      expect(new Set(arranged?.map(({ outcome }) => outcome))).toEqual(new Set(['inconclusive']));
      expect(arranged?.[0]?.reason).toContain('where an entity with an id is due');
      expect(front.requests.filter(({ path }) => /groupPolicyOperations\/./.test(path))).toEqual([]);
    } finally {
      await client.close();
      await front.close();
      await mock.close();
    }
  });
}
