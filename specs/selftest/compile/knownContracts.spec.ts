import { expect, test } from '@playwright/test';
import { compileFiles, compilePages, contractsOf, diagnosticsOf, edition, pages } from '../../../fixtures/pages.ts';

const drawerPage = 'demo-sample-sampledrawer.md';
const createPage = 'demo-sample-sampledrawer-create.md';
const handlePage = 'demo-sample-samplehandle.md';

test.describe('pages beside contracts that are there already', () => {
  const known = contractsOf(compilePages(edition));

  for (const name of edition) {
    test(`${name} alone promises what it does in the edition`, () => {
      const compiled = contractsOf(compileFiles([{ file: name, text: pages[name] ?? '' }], known));
      const all = [...known.types, ...known.requests];
      expect([...compiled.types, ...compiled.requests]).toEqual(
        all.filter(({ source }) => `${source.page}.md` === name),
      );
    });
  }

  test('an action may be bound to a set that only they name', () => {
    const file = 'demo-sample-sampledrawer-paint.md';
    const text = (pages[file] ?? '').replaceAll('/{sampleDrawerId}/paint', '/paint');
    expect(contractsOf(compileFiles([{ file, text }], known)).requests[0]?.id).toBe('sampleDrawer/paint');
  });

  test('a page takes the place of its contract', () => {
    const files = [drawerPage, createPage].map((file) => ({
      file,
      text: (pages[file] ?? '').replace('|neighbours|', '|friends|').replace('/neighbours', '/friends'),
    }));
    const [request] = contractsOf(compileFiles(files, known)).requests;
    expect(request?.request.paths[1]).toBe('/deviceManagement/sampleDrawers/{sampleDrawerId}/friends');
  });
});

test.describe('the name of a page', () => {
  const text = pages[handlePage] ?? '';

  for (const file of ['docs/resources/demo-sample-samplehandle.md', 'C:\\docs\\demo-sample-samplehandle.md']) {
    test(`is that of the file ${file}`, () => {
      expect(contractsOf(compileFiles([{ file, text }])).types[0]?.source.page).toBe('demo-sample-samplehandle');
    });
  }

  test('is that of the known type where the file is named otherwise', () => {
    const known = contractsOf(compilePages([handlePage]));
    const [schema] = contractsOf(compileFiles([{ file: 'Handle.md', text }], known)).types;
    expect(schema?.source.page).toBe('demo-sample-samplehandle');
  });

  test('is needed for a type that is not known', () => {
    expect(diagnosticsOf(compileFiles([{ file: 'docs/Handle.md', text }]))).toEqual([
      'docs/Handle.md:1: sampleHandle in docs/Handle.md; expected a file named as the page, such as intune-grouppolicy-grouppolicytype.md',
    ]);
  });

  test('is in lower case', () => {
    const file = 'demo-sample-sampledrawer-repaint.md';
    const renamed = (pages['demo-sample-sampledrawer-paint.md'] ?? '').replaceAll('paint', 'rePaint');
    const known = contractsOf(compilePages(edition));
    const [request] = contractsOf(compileFiles([{ file, text: renamed }], known)).requests;
    expect(request).toMatchObject({ id: 'sampleDrawer/rePaint', source: { page: 'demo-sample-sampledrawer-repaint' } });
  });

  test('of a request comes from its type and title', () => {
    const names = edition.map((name) => (name === createPage ? 'create-with-include.md' : name));
    const request = contractsOf(compilePages(names)).requests.find(({ id }) => id === 'sampleDrawer/create');
    expect(request?.source.page).toBe('demo-sample-sampledrawer-create');
  });
});
