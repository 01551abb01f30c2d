import type { TypeSchema } from '../../model/typeSchema.ts';
import { primitives } from '../../value/edm/primitive.ts';
import type { Text } from './page.ts';

/** The types that pages can name: `pages` from page name (file name without ending) to type name, `kinds` by type name. */
export interface TypeIndex {
  readonly pages: ReadonlyMap<string, string>;
  readonly kinds: ReadonlyMap<string, TypeSchema['kind']>;
}

/** A type as a page names it in a table cell or sentence. */
export interface NamedType {
  readonly name: string;
  readonly collection: boolean;
}

/** A type in the words of the pages. */
export function describeNamed({ name, collection }: NamedType): string {
  return collection ? `${name} collection` : name;
}

/** The page name in a link target such as `../resources/intune-grouppolicy-grouppolicytype.md`. */
export function pageOfTarget(target: string): string {
  return target
    .replace(/[?#].*$/, '')
    .replace(/^.*\//, '')
    .replace(/\.md$/, '');
}

/** The page name in the path of a file such as `resources/intune-grouppolicy-grouppolicytype.md`. */
export function pageOfFile(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '');
}

/**
 * The type that a cell or phrase names: by the target of its link, because display names are not unique; by the bare
 * word where there is no link. Undefined for anything but one known type, alone or followed by `collection`.
 */
export function typeIn(cell: Text, types: TypeIndex): NamedType | undefined {
  const found = /^([A-Za-z0-9]+)( collection)?$/.exec(cell.text);
  if (!found?.[1]) return undefined;
  const collection = found[2] !== undefined;
  const link = cell.links[0];
  if (link) {
    const name = types.pages.get(pageOfTarget(link));
    return name === undefined ? undefined : { name, collection };
  }
  return isKnown(found[1], types) ? { name: found[1], collection } : undefined;
}

/** Whether a word is an Edm primitive type or the name of a documented type. */
export function isKnown(word: string, types: TypeIndex): boolean {
  return Object.hasOwn(primitives, word) || types.kinds.has(word);
}

/** Whether a word is the name of a documented entity or complex type. */
export function isStructured(word: string, types: TypeIndex): boolean {
  const kind = types.kinds.get(word);
  return kind === 'entity' || kind === 'complex';
}

/** The name of a type's page; empty for a type whose page is not known. */
export function pageNameOf(types: TypeIndex, type: string): string {
  return [...types.pages].find(([, name]) => name === type)?.[0] ?? '';
}
