import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { promisesOf, requests, types } from '../../../fixtures/pagePromises.ts';
import { compilePages, contractsOf, edition, pages, renderedEdition } from '../../../fixtures/pages.ts';
import { differences } from '../../../src/compile/difference.ts';
import type { Contracts } from '../../../src/model/contracts.ts';

const createPage = 'demo-sample-sampledrawer-create.md';

test.describe('what pages compile to', () => {
  test('types: the JSON Schema of their instances, with key, parent and relationships', () => {
    expect(promisesOf(contractsOf(compilePages(edition))).types).toStrictEqual(types);
  });

  test('requests: paths, bodies, status, examples, permissions and clouds', () => {
    expect(promisesOf(contractsOf(compilePages(edition))).requests).toStrictEqual(requests);
  });

  test('each names the page, its address, its date and the digest of its text', () => {
    const compiled = contractsOf(compilePages(edition));
    for (const { source } of [...compiled.types, ...compiled.requests]) {
      const text = pages[`${source.page}.md`] ?? '';
      const address = compiled.types.some((type) => type.source === source) ? `resources/${source.page}` : source.page;
      expect(structuredClone(source)).toStrictEqual({
        page: source.page,
        url: `https://learn.microsoft.com/en-us/graph/api/${address}?view=graph-rest-beta`,
        sha256: createHash('sha256').update(text).digest('hex'),
        ...(text.includes('ms.date: 03/14/2025') ? { date: '2025-03-14' } : {}),
      });
    }
    expect([...compiled.types, ...compiled.requests].map(({ source }) => `${source.page}.md`).sort()).toEqual(
      edition.toSorted(),
    );
  });

  test('a request names its schema', () => {
    for (const { $schema } of contractsOf(compilePages(edition)).requests)
      expect($schema).toBe('../../request.schema.json');
  });
});

test.describe('the three shapes of a page promise the same', () => {
  const permissionsOfInclude = edition.map((name) => (name === createPage ? 'create-with-include.md' : name));

  for (const [shape, names] of [
    ['Markdown with included permissions', permissionsOfInclude],
    ['rendered text', renderedEdition],
    ['rendered text, requests before the types that they name', renderedEdition.toReversed()],
    ...renderedEdition.map((name) => [
      `rendered text of ${name} beside Markdown`,
      edition.map((other) => (other === name.replace('.txt', '.md') ? name : other)),
    ]),
  ] as [string, string[]][]) {
    test(shape, () => {
      const markdown = contractsOf(compilePages(edition));
      const other = contractsOf(compilePages(names));
      expect(differences(markdown, other, true)).toEqual([]);
      const byName = (contracts: Contracts): object => ({
        types: Object.fromEntries(contracts.types.map(({ source, ...promises }) => [promises.title, promises])),
        requests: Object.fromEntries(
          contracts.requests.map(({ id, request, response }) => [id, { request, response }]),
        ),
      });
      expect(byName(other)).toEqual(byName(markdown));
    });
  }

  test('lines may end in any way', () => {
    for (const names of [edition, renderedEdition]) {
      const windows = compilePages(names, (text) => text.replaceAll('\n', '\r\n'));
      expect(promisesOf(contractsOf(windows))).toStrictEqual(promisesOf(contractsOf(compilePages(names))));
    }
  });

  test('what a shape does not state is left out, not guessed', () => {
    const included = contractsOf(compilePages(permissionsOfInclude)).requests;
    expect(included.find(({ id }) => id === 'sampleDrawer/create')).not.toHaveProperty('permissions');
    const markdown = contractsOf(compilePages(edition)).requests;
    for (const [index, request] of contractsOf(compilePages(renderedEdition)).requests.entries()) {
      expect(request).not.toHaveProperty('clouds');
      expect(request.source).not.toHaveProperty('date');
      expect(request.permissions).toEqual(markdown[index]?.permissions);
    }
  });
});
