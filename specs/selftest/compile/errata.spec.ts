import { expect, test } from '@playwright/test';
import { compilePages, contractsOf, edition } from '../../../fixtures/pages.ts';
import { applyErrata, type Erratum } from '../../../src/compile/errata.ts';
import type { Contracts } from '../../../src/model/contracts.ts';

const compiled = (): Contracts => contractsOf(compilePages(edition));
const erratum = (part: Omit<Erratum, 'because' | 'evidence'>): Erratum => ({
  ...part,
  because: 'The page is wrong.',
  evidence: 'A recorded answer.',
});

/** A correction, and where it has to show in the contract that it names. */
const corrections: readonly [title: string, erratum: Omit<Erratum, 'because' | 'evidence'>, path: string[]][] = [
  [
    'a value of a request',
    { contract: 'sampleDrawer/create', at: '/response/status', fact: 201, correction: 200 },
    ['response', 'status'],
  ],
  [
    'a value of a type',
    { contract: 'sampleHandle/schema', at: '/kind', fact: 'complex', correction: 'entity' },
    ['kind'],
  ],
  [
    'an object of an example',
    {
      contract: 'sampleDrawer/create',
      at: '/request/example/handle',
      fact: { '@odata.type': 'microsoft.graph.sampleHandle', shape: 'round' },
      correction: { shape: 'flat' },
    },
    ['request', 'example', 'handle'],
  ],
  [
    'an item of an array',
    { contract: 'sampleDrawer/create', at: '/request/example/tags/0', fact: 'small', correction: 'large' },
    ['request', 'example', 'tags', '0'],
  ],
  [
    'something that the page leaves out',
    { contract: 'sampleDrawer/create', at: '/response/example/a~1b~0c', correction: 1 },
    ['response', 'example', 'a/b~c'],
  ],
];

function contractNamed({ types, requests }: Contracts, name: string): object | undefined {
  return types.find(({ title }) => `${title}/schema` === name) ?? requests.find(({ id }) => id === name);
}

for (const [title, part, path] of corrections) {
  test(`an erratum corrects ${title}, in a copy`, () => {
    const before = compiled();
    const { contracts, problems } = applyErrata(before, [erratum(part)]);
    expect(problems).toEqual([]);
    expect(contractNamed(contracts, part.contract)).toHaveProperty(path, part.correction);
    expect(before).toEqual(compiled());
    const others = (some: Contracts): unknown[] =>
      [...some.types, ...some.requests].filter((one) => one !== contractNamed(some, part.contract));
    expect(others(contracts)).toEqual(others(before));
  });
}

test('an erratum without a correction removes what stands there', () => {
  const part = { contract: 'sampleDrawer/create', at: '/request/example/depth', fact: 12 };
  const { contracts, problems } = applyErrata(compiled(), [erratum(part)]);
  expect(problems).toEqual([]);
  const request = contracts.requests.find(({ id }) => id === part.contract)?.request;
  expect(Object.keys(request?.example ?? {})).toEqual(['@odata.type', 'label', 'colour', 'tags', 'handle']);
});

const mistakes: readonly [title: string, erratum: Omit<Erratum, 'because' | 'evidence'>, problem: string][] = [
  [
    'no contract',
    { contract: 'sampleShelf/create', at: '/response/status', fact: 201, correction: 200 },
    'errata.json: sampleShelf/create#/response/status: no such contract; expected one that a page compiles to',
  ],
  [
    'no place in the contract',
    { contract: 'sampleDrawer/create', at: '/answer/status/code', fact: 201, correction: 200 },
    'errata.json: sampleDrawer/create#/answer/status/code: nothing stands there; expected a JSON pointer into the contract',
  ],
  [
    'something below a value',
    { contract: 'sampleDrawer/create', at: '/response/status/code', fact: 201, correction: 200 },
    'errata.json: sampleDrawer/create#/response/status/code: nothing stands there; expected a JSON pointer into the contract',
  ],
  [
    'something below null',
    { contract: 'nothing/schema', at: '/key/code', fact: 201, correction: 200 },
    'errata.json: nothing/schema#/key/code: nothing stands there; expected a JSON pointer into the contract',
  ],
  [
    'the whole contract',
    { contract: 'sampleDrawer/create', at: '', fact: 201, correction: 200 },
    'errata.json: sampleDrawer/create#: nothing stands there; expected a JSON pointer into the contract',
  ],
  [
    'a fact that the page no longer has',
    { contract: 'sampleDrawer/create', at: '/response/status', fact: 204, correction: 200 },
    'errata.json: sampleDrawer/create#/response/status: 201; expected the fact 204; the page has changed, review the erratum',
  ],
  [
    'a fact where nothing stands',
    { contract: 'sampleDrawer/create', at: '/response/code', fact: 204, correction: 200 },
    'errata.json: sampleDrawer/create#/response/code: nothing; expected the fact 204; the page has changed, review the erratum',
  ],
  [
    'nothing where the page has something by now',
    { contract: 'sampleDrawer/create', at: '/response/status', correction: 200 },
    'errata.json: sampleDrawer/create#/response/status: 201; expected the fact nothing; the page has changed, review the erratum',
  ],
  [
    'a correction that is the fact',
    {
      contract: 'sampleDrawer/create',
      at: '/request/paths/0',
      fact: '/deviceManagement/sampleDrawers',
      correction: '/deviceManagement/sampleDrawers',
    },
    'errata.json: sampleDrawer/create#/request/paths/0: the correction changes nothing; delete the erratum',
  ],
];

for (const [title, part, problem] of mistakes) {
  test(`an erratum about ${title} is told, and corrects nothing`, () => {
    const known = compiled();
    const odd = { ...known.types[0], title: 'nothing', key: null } as never;
    const before = { ...known, types: [...known.types, odd] };
    const { contracts, problems } = applyErrata(before, [erratum(part)]);
    expect(problems).toEqual([problem]);
    expect(contracts).toEqual(before);
  });
}

test('errata apply one after the other', () => {
  const first = { contract: 'sampleDrawer/create', at: '/response/status', fact: 201, correction: 200 };
  const second = { ...first, fact: 200, correction: 202 };
  const { contracts, problems } = applyErrata(compiled(), [erratum(first), erratum(second), erratum(first)]);
  expect(contractNamed(contracts, 'sampleDrawer/create')).toHaveProperty('response.status', 202);
  expect(problems).toHaveLength(1);
});
