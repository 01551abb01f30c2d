import { sentinel } from '../../model/model.ts';
import { dialect, type EnumSchema, type Source, schemaId } from '../../model/typeSchema.ts';
import { blocksOf, type Page, type Refuse, sectionAt } from '../page/page.ts';

/** Compiles an enum page; undefined after refusing it. An enum with the evolvable sentinel stays open: it gets no `enum` keyword. */
export function compileEnum(page: Page, name: string, source: Source, refuse: Refuse): EnumSchema | undefined {
  const section = sectionAt(page, 'Members');
  const table = blocksOf(section, 'table')[0];
  if (!table || table.rows.length === 0) {
    refuse(section?.line ?? page.title.line, 'no table of members', 'a section Members with a row per member');
    return undefined;
  }
  const members: Record<string, number> = {};
  for (const row of table.rows) {
    const [member = '', value = ''] = row.cells.map((cell) => cell.text);
    if (!/^\w+$/.test(member)) refuse(row.line, `the member "${member}"`, 'a name of letters and digits');
    else if (!/^-?\d+$/.test(value)) refuse(row.line, `the value "${value}" of ${member}`, 'a whole number');
    else if (Object.hasOwn(members, member)) refuse(row.line, `${member} a second time`, 'each member once');
    members[member] = Number(value);
  }
  const names = Object.keys(members);
  return {
    $schema: dialect,
    $id: schemaId(name),
    title: name,
    source,
    kind: 'enum',
    type: 'string',
    ...(names.includes(sentinel) ? {} : { enum: names }),
    members,
  };
}
