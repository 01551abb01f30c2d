import type { Model } from '../contract/model.ts';
import { type Container, parameterIn, segmentsOf, walk } from '../contract/path.ts';
import { isAction, type RequestContract } from '../contract/requestContract.ts';
import { blocksOf, type Page, type Refuse, sectionAt } from './page.ts';
import type { ResourcePage } from './resourcePage.ts';

/** Refuses a type whose table does not list exactly what it inherits and then its own, as its ancestors' pages say. */
export function checkInheritance({ schema, rows }: ResourcePage, model: Model, refuse: Refuse): void {
  const known = new Map(model.structured(schema.title).properties.map((property) => [property.name, property.type]));
  for (const row of rows) {
    const type = known.get(row.name);
    if (!type) refuse(row.line, `${row.name} as inherited`, `a property of ${schema.baseType} or its ancestors`);
    else if (type.name !== row.type.name || type.collection !== row.type.collection) {
      refuse(row.line, `${row.name} of type ${row.type.name}`, `${type.name}, as the ancestor's page says`);
    }
    known.delete(row.name);
  }
  for (const name of known.keys())
    refuse(rows[0]?.line ?? 1, `a table without the inherited ${name}`, `a row for ${name}`);
}

/** Refuses a path that cannot be walked along documented relationships, or whose parameters or end do not fit the types there. */
export function checkPaths(contract: RequestContract, container: Container, page: Page, refuse: Refuse): void {
  const code = blocksOf(sectionAt(page, 'HTTP Request'), 'code')[0];
  contract.request.paths.forEach((path, index) => {
    const line = (code?.line ?? 1) + index;
    const steps = walk(container, segmentsOf(path));
    if (!Array.isArray(steps)) {
      refuse(line, `the segment "${steps.segment}" in ${path}`, steps.expected);
      return;
    }
    for (const step of steps) {
      const parameter = step.kind === 'key' ? parameterIn(step.name) : undefined;
      if (step.kind === 'key' && parameter !== `${step.type}Id`)
        refuse(line, `the parameter ${step.name}`, `{${step.type}Id}`);
    }
    const end = steps.at(-1);
    const type = contract.response.body && 'type' in contract.response.body ? contract.response.body.type : undefined;
    if (type !== undefined && !isAction(contract) && end && 'type' in end && !container.model.isA(type, end.type)) {
      refuse(line, `a ${type} at ${path}`, `${end.type} or a type derived from it`);
    }
  });
}
