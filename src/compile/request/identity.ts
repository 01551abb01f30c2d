import type { Model } from '../../model/model.ts';
import { boundType, containerOf } from '../../model/path.ts';
import type { RequestContract } from '../../model/requestContract.ts';
import { type Page, type Refuse, silent } from '../page/page.ts';
import type { ApiType } from '../page/pageType.ts';
import { isStructured, pageNameOf, pageOfFile, type TypeIndex } from '../page/typeIndex.ts';
import { readRequestLines } from './requestLines.ts';
import { readResponse } from './responseSentence.ts';

/** A page's contract id, and the name that the page has in the documentation. */
export interface Identity {
  readonly id: string;
  readonly page: string;
}

type Identify = (page: Page, type: ApiType, refuse: Refuse) => Identity | undefined;

/** How to tell the identity of api pages; the entity sets that actions are bound to are those of all pages and known contracts. */
export function identifier(
  pages: readonly Page[],
  known: readonly RequestContract[],
  index: TypeIndex,
  model: Model,
): Identify {
  const pathsOf = (page: Page): readonly string[] =>
    readRequestLines(page, silent)?.paths.map(({ path }) => path) ?? [];
  const templates = [...known.flatMap((contract) => contract.request.paths), ...pages.flatMap(pathsOf)];
  const container = containerOf(model, templates, []);

  const resourceOf = (page: Page, { verb, subject }: ApiType): string | undefined => {
    if (verb === 'action') return pathsOf(page).map((path) => boundType(container, path))[0];
    if (verb === 'list') {
      const body = readResponse(page, index, silent)?.body;
      return body?.kind === 'collection' ? body.type : undefined;
    }
    return isStructured(subject, index) ? subject : undefined;
  };

  return (page, type, refuse) => {
    const resource = resourceOf(page, type);
    if (resource === undefined) {
      refuse(
        page.title.line,
        `"${page.title.text}"`,
        'a title, path or response sentence that names a type whose resource page is known',
      );
      return undefined;
    }
    const method = type.verb === 'action' ? type.subject : type.verb;
    const name = `${pageNameOf(index, resource)}-${method}`.toLowerCase();
    const fileName = pageOfFile(page.file);
    const family = name.split('-').slice(0, 2).join('-');
    if (fileName.startsWith(`${family}-`) && fileName !== name) {
      refuse(page.title.line, `"${page.title.text}" in a file named ${fileName}`, name);
    }
    return { id: `${resource}/${method}`, page: name };
  };
}
