import type { TypeSchema } from '../model/typeSchema.ts';
import type { PageFile } from './compile.ts';
import { readMarkdown } from './page/markdown.ts';
import { type Page, type Refuse, silent } from './page/page.ts';
import { pageTypeOf } from './page/pageType.ts';
import { readRendered } from './page/rendered.ts';
import { pageOfFile, type TypeIndex } from './page/typeIndex.ts';
import { keyOf } from './type/resourcePage.ts';

/**
 * Reads every file in its shape, and lists the types that they and the known contracts document. Rendered text is read
 * twice, since its tables cannot be told apart into cells before all types are known.
 */
export function readPages(
  files: readonly PageFile[],
  known: readonly TypeSchema[],
  refuseIn: (file: string) => Refuse,
): { pages: Page[]; index: TypeIndex } {
  const pages = new Map(known.map((schema) => [schema.source.page, schema.title]));
  const kinds = new Map(known.map((schema) => [schema.title, schema.kind]));
  const index: TypeIndex = { pages, kinds };
  const register = (page: Page): void => {
    const type = pageTypeOf(page);
    if (!type || type.kind === 'api') return;
    const name = pageOfFile(page.file);
    if (/^[a-z]+-/.test(name)) pages.set(name, type.name);
    const isEntity = type.kind === 'resource' && keyOf(page, type.name, [], silent) !== undefined;
    kinds.set(type.name, type.kind === 'enum' ? 'enum' : isEntity ? 'entity' : 'complex');
  };
  const rendered = files.filter(({ text }) => !isMarkdown(text));
  const readAll = (refuse: (file: string) => Refuse): Page[] =>
    rendered.flatMap(({ file, text }) => readRendered(file, text, index, refuse(file)) ?? []);

  const markdown = files
    .filter(({ text }) => isMarkdown(text))
    .flatMap(({ file, text }) => readMarkdown(file, text, refuseIn(file)) ?? []);
  for (const page of [...markdown, ...readAll(() => silent)]) register(page);
  return { pages: [...markdown, ...readAll(refuseIn)], index };
}

/** Markdown has front matter or a heading with a number sign; rendered text has neither. */
function isMarkdown(text: string): boolean {
  return /^---\r?\n/.test(text) || /^# /m.test(text);
}
