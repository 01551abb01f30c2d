import type { Model } from '../model/model.ts';
import { type Container, parameterIn, segmentsOf, walk } from '../model/path.ts';
import { isAction } from '../model/requestContract.ts';
import type { Refuse } from './page/page.ts';
import { describeNamed } from './page/typeIndex.ts';
import type { ApiPage } from './request/apiPage.ts';
import type { ResourcePage } from './type/resourcePage.ts';

/** Refuses a type that is its own ancestor. `bases` are the types that types inherit from, by their names. */
export function checkAncestors(
  { schema, line }: ResourcePage,
  bases: ReadonlyMap<string, string>,
  refuse: Refuse,
): void {
  const seen = new Set<string>();
  for (let name = bases.get(schema.title); name !== undefined && !seen.has(name); name = bases.get(name)) {
    if (name === schema.title) {
      refuse(line, `${name}, which inherits from itself`, 'a type that is not among its own ancestors');
      return;
    }
    seen.add(name);
  }
}

/** Refuses a type whose table does not list exactly what it inherits and then its own, as its ancestors' pages say. */
export function checkInheritance({ schema, line, rows }: ResourcePage, model: Model, refuse: Refuse): void {
  const known = new Map(model.structured(schema.title).properties.map((property) => [property.name, property.type]));
  for (const row of rows) {
    const type = known.get(row.name);
    if (!type) refuse(row.line, `${row.name} as inherited`, `a property of ${schema.baseType} or its ancestors`);
    else if (describeNamed(type) !== describeNamed(row.type))
      refuse(
        row.line,
        `${row.name} of type ${describeNamed(row.type)}`,
        `${describeNamed(type)}, as the ancestor's page says`,
      );
    known.delete(row.name);
  }
  for (const name of known.keys()) refuse(line, `a table without the inherited ${name}`, `a row for ${name}`);
}

/** Refuses a path that cannot be walked along documented relationships, or whose parameters or end do not fit the types there. */
export function checkPaths({ contract, lines }: ApiPage, container: Container, refuse: Refuse): void {
  for (const { path, line } of lines.paths) {
    const steps = walk(container, segmentsOf(path));
    if (!Array.isArray(steps)) {
      refuse(line, `the segment "${steps.segment}" in ${path}`, steps.expected);
      continue;
    }
    for (const step of steps) {
      if (step.kind === 'key' && parameterIn(step.name) !== `${step.type}Id`)
        refuse(line, `the parameter ${step.name}`, `{${step.type}Id}`);
    }
    const end = steps.at(-1);
    const type = contract.response.body && 'type' in contract.response.body ? contract.response.body.type : undefined;
    if (type !== undefined && !isAction(contract) && end && 'type' in end && !container.model.isA(type, end.type)) {
      refuse(line, `a ${type} at ${path}`, `${end.type} or a type derived from it`);
    }
  }
}
