import { createHash } from 'node:crypto';
import type { Contracts } from '../model/contracts.ts';
import { Model } from '../model/model.ts';
import { containerOfContracts } from '../model/path.ts';
import { Schemas } from '../model/schemas.ts';
import type { Source, TypeSchema } from '../model/typeSchema.ts';
import type { Types } from '../model/types.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Page, Refuse } from './page/page.ts';
import { type ApiType, pageTypeOf, publicUrl } from './page/pageType.ts';
import { pageNameOf } from './page/typeIndex.ts';
import { readPages } from './readPages.ts';
import { type ApiPage, compileApi } from './request/apiPage.ts';
import { identifier } from './request/identity.ts';
import { checkAncestors, checkInheritance, checkPaths } from './selfCheck.ts';
import { compileEnum } from './type/enumPage.ts';
import type { Nullability } from './type/nullability.ts';
import { compileResource, type ResourcePage } from './type/resourcePage.ts';

/** A documentation page as a file: its path, and its text. */
export interface PageFile {
  readonly file: string;
  readonly text: string;
}

/** What compiling gave: contracts, or, if any page could not be read for certain, only the reasons. */
export type Compiled = { readonly contracts: Contracts } | { readonly diagnostics: readonly Diagnostic[] };

/**
 * Compiles documentation pages to contracts. `known` are the contracts already there: pages may name their types and
 * paths. Nothing is guessed: one page that is not read for certain, and no contract is given.
 */
export function compile(files: readonly PageFile[], known: Contracts, nullability: Nullability): Compiled {
  const diagnostics: Diagnostic[] = [];
  const refuseIn =
    (file: string): Refuse =>
    (line, found, expected) =>
      diagnostics.push({ file, line, found, expected });
  const pageOf = new Map<string, string>();
  const refuseSecond = (name: string, { file, title }: Page): void => {
    const other = pageOf.get(name);
    if (other === undefined) pageOf.set(name, file);
    else refuseIn(file)(title.line, `a second page of ${name}`, `one page; the other is ${other}`);
  };
  const { pages, index } = readPages(files, known.types, refuseIn);

  const apiPages = new Map<Page, ApiType>();
  const resources = new Map<Page, ResourcePage>();
  const schemas: TypeSchema[] = [];
  for (const page of pages) {
    const refuse = refuseIn(page.file);
    const type = pageTypeOf(page);
    if (!type) {
      refuse(
        page.title.line,
        `the title "${page.title.text}"`,
        'X resource type, X enum type, X action, or List, Get, Create, Update, Delete X',
      );
      continue;
    }
    if (type.kind === 'api') {
      apiPages.set(page, type);
      continue;
    }
    const pageName = pageNameOf(index, type.name);
    if (pageName === '')
      refuse(
        page.title.line,
        `${type.name} in ${page.file}`,
        'a file named as the page, such as intune-grouppolicy-grouppolicytype.md',
      );
    const source = sourceOf('resources/', pageName, page);
    const resource =
      type.kind === 'resource' ? compileResource(page, type.name, source, index, nullability, refuse) : undefined;
    if (resource) resources.set(page, resource);
    const schema = type.kind === 'enum' ? compileEnum(page, type.name, source, refuse) : resource?.schema;
    refuseSecond(type.name, page);
    if (schema) schemas.push(schema);
  }
  if (diagnostics.length > 0) return { diagnostics };

  const allSchemas = merge(known.types, schemas, (schema) => schema.title);
  const bases = new Map(
    allSchemas.flatMap((schema) =>
      schema.kind === 'enum' || schema.baseType === undefined ? [] : [[schema.title, schema.baseType] as const],
    ),
  );
  for (const [page, resource] of resources) checkAncestors(resource, bases, refuseIn(page.file));
  if (diagnostics.length > 0) return { diagnostics };

  const types: Types = { model: new Model(allSchemas), schemas: new Schemas(allSchemas) };
  for (const [page, resource] of resources) checkInheritance(resource, types.model, refuseIn(page.file));

  const identify = identifier([...apiPages.keys()], known.requests, index, types.model);
  const requests = new Map<Page, ApiPage>();
  for (const [page, type] of apiPages) {
    const refuse = refuseIn(page.file);
    const identity = identify(page, type, refuse);
    if (!identity) continue;
    const source = sourceOf('', identity.page, page);
    const request = compileApi(page, { types, index, verb: type.verb, id: identity.id, source }, refuse);
    refuseSecond(identity.id, page);
    if (request) requests.set(page, request);
  }
  const compiled = [...requests.values()].map(({ contract }) => contract);
  const container = containerOfContracts(
    types.model,
    merge(known.requests, compiled, (contract) => contract.id),
  );
  for (const [page, request] of requests) checkPaths(request, container, refuseIn(page.file));
  if (diagnostics.length > 0) return { diagnostics };
  return { contracts: { types: schemas, requests: compiled } };
}

/** Later ones replace earlier ones of the same name. */
function merge<T>(known: readonly T[], compiled: readonly T[], nameOf: (item: T) => string): T[] {
  return [...new Map([...known, ...compiled].map((item) => [nameOf(item), item])).values()];
}

function sourceOf(folder: 'resources/' | '', page: string, { date, text }: Page): Source {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { page, url: publicUrl(folder + page), sha256, ...(date === undefined ? {} : { date }) };
}
