import type { JsonValue } from '../value/json.ts';
import type { PropertySchema, Source } from './typeSchema.ts';

/** The HTTP methods that the pages document. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** What a request or answer carries: an entity, a collection of them, an action's parameters, or one value in `value`. */
export type Body =
  | { readonly kind: 'entity'; readonly type: string; readonly serverOwned?: readonly string[] }
  | { readonly kind: 'collection'; readonly type: string }
  | { readonly kind: 'parameters'; readonly properties: Readonly<Record<string, PropertySchema>> }
  | { readonly kind: 'value'; readonly schema: PropertySchema };

/** Least-to-most privileged permissions per kind of caller; an empty list means that the kind is not supported. */
export interface Permissions {
  readonly delegated: readonly string[];
  readonly application: readonly string[];
}

/** `contracts/beta/<type>/<method>.json`: what one api page promises. Absent fields are not stated by the page. */
export interface RequestContract {
  readonly $schema: string;
  readonly id: string;
  readonly title: string;
  readonly source: Source;
  readonly permissions?: Permissions;
  readonly clouds?: readonly string[];
  readonly request: {
    readonly method: Method;
    readonly paths: readonly string[];
    readonly queryOptions: boolean;
    readonly body?: Body;
    readonly example?: JsonValue;
  };
  readonly response: {
    readonly status: number;
    readonly body?: Body;
    readonly example?: JsonValue;
    readonly exampleWrapped?: true;
  };
}

/** The type a contract belongs to: the first half of its id. */
export function resourceOf(contract: RequestContract): string {
  return contract.id.split('/')[0] ?? '';
}

/** The properties that only the server sets, as the page's examples show; they are never sent. */
export function serverOwnedOf({ request }: RequestContract): readonly string[] {
  return request.body?.kind === 'entity' ? (request.body.serverOwned ?? []) : [];
}

/** Whether a contract is of an action page; its title says so. */
export function isAction(contract: RequestContract): boolean {
  return contract.title.endsWith(' action');
}

/** The `$id` under which the schemas that a request contract holds itself (parameters, `value`) are compiled. */
export function inlineSchemaId(contract: RequestContract): string {
  return `beta/${contract.id}.json`;
}
