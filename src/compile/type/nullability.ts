/** Where the nullability of properties comes from: the pages do not state it, Microsoft's published TypeScript types do. */
export interface Nullability {
  readonly package: string;
  readonly nullable: ReadonlyMap<string, boolean>;
}

/** Of what no published type states. */
export const unstated: Nullability = { package: '', nullable: new Map() };

const interfaceBlock = /^export interface (\w+)(?: extends \w+)? \{\r?\n([\s\S]*?)^\}/gm;
const property = /^ {4}(\w+)\?: (.*);\r?$/gm;

/**
 * Reads the declarations of `@microsoft/microsoft-graph-types-beta`: `NullableOption<…>` marks what may be null. Keys are
 * `type.property` with the type's first letter in lower case, as the pages write it.
 */
export function readNullability(packageName: string, declarations: string): Nullability {
  const nullable = new Map<string, boolean>();
  for (const [, name = '', body = ''] of declarations.matchAll(interfaceBlock)) {
    const type = name.charAt(0).toLowerCase() + name.slice(1);
    for (const [, member = '', form = ''] of body.matchAll(property)) {
      nullable.set(`${type}.${member}`, form.startsWith('NullableOption<'));
    }
  }
  return { package: packageName, nullable };
}
