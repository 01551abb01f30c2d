import type { TypeSchema } from '../contract/typeSchema.ts';
import type { PageFile } from './compile.ts';
import { readMarkdown } from './markdown.ts';
import type { Page, Refuse } from './page.ts';
import { pageTypeOf } from './pageType.ts';
import { readRendered } from './rendered.ts';
import { keyOf } from './resourcePage.ts';
import type { TypeIndex } from './typeIndex.ts';

/** Reads every file in its shape, and lists the types that they and the known contracts document. */
export function readPages(
  files: readonly PageFile[],
  known: readonly TypeSchema[],
  refuseIn: (file: string) => Refuse,
): { pages: Page[]; index: TypeIndex } {
  const pages = new Map(known.map((schema) => [schema.source.page, schema.title]));
  const kinds = new Map(known.map((schema) => [schema.title, schema.kind]));
  const index: TypeIndex = { pages, kinds };
  const register = (page: Page): Page => {
    const type = pageTypeOf(page);
    if (type?.kind !== 'resource' && type?.kind !== 'enum') return page;
    const fileName = page.file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '');
    if (/^[a-z]+-/.test(fileName)) pages.set(fileName, type.name);
    const key = type.kind === 'resource' ? keyOf(page, type.name, [], () => undefined) : undefined;
    kinds.set(type.name, type.kind === 'enum' ? 'enum' : key === undefined ? 'complex' : 'entity');
    return page;
  };
  const markdown = files
    .filter((file) => isMarkdown(file.text))
    .flatMap(({ file, text }) => {
      const page = readMarkdown(file, text, refuseIn(file));
      return page ? [register(page)] : [];
    });
  const rendered = files
    .filter((file) => !isMarkdown(file.text))
    .flatMap(({ file, text }) => {
      const page = readRendered(file, text, index, refuseIn(file));
      return page ? [register(page)] : [];
    });
  return { pages: [...markdown, ...rendered], index };
}

/** Markdown has front matter or a heading with a number sign; rendered text has neither. */
function isMarkdown(text: string): boolean {
  return /^---\r?\n/.test(text) || /^# /m.test(text);
}
