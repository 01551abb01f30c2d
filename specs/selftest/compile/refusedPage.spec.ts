import { expect, test } from '@playwright/test';
import { compilePages, diagnosticsOf, edition } from '../../../fixtures/pages.ts';
import refusedPages from '../../../fixtures/refusals.json' with { type: 'json' };

/** A change of a page, a text wherever it stands or the first match of a pattern, and all that is said of it. */
interface Refusal {
  readonly of: string;
  readonly title: string;
  readonly page: string;
  readonly text?: string;
  readonly pattern?: string;
  readonly becomes: string;
  /** Line, what was found, what was expected. */
  readonly said: readonly string[];
}

const refusals: readonly Refusal[] = refusedPages.refusals;

/** What is said of the edition with a page changed; one of rendered text stands in for the same in Markdown. */
function saidOf({ page, text, pattern, becomes }: Refusal): string[] {
  const change = (before: string): string =>
    text === undefined ? before.replace(new RegExp(pattern ?? ''), becomes) : before.replaceAll(text, becomes);
  const names = edition.map((name) => (name.replace('.md', '.txt') === page ? page : name));
  return diagnosticsOf(compilePages(names, (before, name) => (name === page ? change(before) : before)));
}

test.describe('a page that cannot be read for certain is refused, with its line, what was found and what was expected', () => {
  for (const refusal of refusals) {
    test(`${refusal.of}: ${refusal.title}`, () => {
      expect(saidOf(refusal)).toEqual(refusal.said.map((sentence) => `${refusal.page}:${sentence}`));
    });
  }

  test('all problems of all pages are told at once, and no contract is given', () => {
    const several = refusals.filter(({ title }) =>
      ['a permission that is no permission', 'two methods', 'a body that is not to be sent'].includes(title),
    );
    const compiled = compilePages(edition, (text, name) =>
      several.reduce(
        (changed, one) => (one.page === name ? changed.replaceAll(one.text ?? '', one.becomes) : changed),
        text,
      ),
    );
    expect(diagnosticsOf(compiled).sort()).toEqual(
      several.flatMap(({ page, said }) => said.map((sentence) => `${page}:${sentence}`)).sort(),
    );
    expect(several).toHaveLength(3);
    expect(compiled).not.toHaveProperty('contracts');
  });
});
