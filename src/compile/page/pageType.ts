import type { Page } from './page.ts';

/** What an api page documents: `create` and a type, `list` and words for many, `action` and its name. */
export interface ApiType {
  readonly kind: 'api';
  readonly verb: string;
  readonly subject: string;
}

/** What a page documents, told by its title: a request, a resource type or an enum type. */
export type PageType = { readonly kind: 'resource' | 'enum'; readonly name: string } | ApiType;

/** The kind of a page by its title, such as `groupPolicyType enum type`, `Get groupPolicyCategory`, `assign action`; undefined for any other. */
export function pageTypeOf(page: Page): PageType | undefined {
  const { text } = page.title;
  const [, name, kind] = /^(\w+) (resource|enum) type$/.exec(text) ?? [];
  if (name) return { kind: kind === 'enum' ? 'enum' : 'resource', name };
  const [, action] = /^(\w+) action$/.exec(text) ?? [];
  if (action) return { kind: 'api', verb: 'action', subject: action };
  const method = /^(List|Get|Create|Update|Delete) (\w+)$/.exec(text);
  if (!method) return undefined;
  const [, verb = '', subject = ''] = method;
  return { kind: 'api', verb: verb.toLowerCase(), subject };
}

/** The public address of a page of the beta reference, such as `resources/intune-grouppolicy-grouppolicytype`. */
export function publicUrl(page: string): string {
  return `https://learn.microsoft.com/en-us/graph/api/${page}?view=graph-rest-beta`;
}
