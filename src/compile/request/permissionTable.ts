import type { Permissions } from '../../model/requestContract.ts';
import { blocksOf, type Page, type Refuse, sectionAt, type Text } from '../page/page.ts';

const cloudsOfInclude: Readonly<Record<string, readonly string[]>> = {
  'all-clouds': ['global', 'usgov', 'usgovdod', 'china'],
  'global-only': ['global'],
  'global-us': ['global', 'usgov', 'usgovdod'],
  'global-china': ['global', 'china'],
};

/**
 * The permissions that a page states. Undefined where it states none in itself: an `[!INCLUDE]` names a file that is not
 * part of the page; a page with neither table nor include is refused.
 */
export function readPermissions(page: Page, refuse: Refuse): Permissions | undefined {
  const section = sectionAt(page, 'Permissions') ?? sectionAt(page, 'Prerequisites');
  const table = blocksOf(section, 'table')[0];
  if (!table) {
    const include = blocksOf(section, 'paragraph').some((paragraph) => paragraph.text.includes('[!INCLUDE'));
    if (!include)
      refuse(section?.line ?? page.title.line, 'no permissions', 'a table or an [!INCLUDE] under Permissions');
    return undefined;
  }
  const lists = new Map<string, string[]>();
  for (const row of table.rows) {
    const [label, value] = row.cells;
    if (label && value) lists.set(label.text, permissionsIn(value, refuse));
  }
  const delegated = lists.get('Delegated (work or school account)');
  const application = lists.get('Application');
  if (delegated && application) return { delegated, application };
  refuse(
    table.line,
    `rows ${[...lists.keys()].join(', ')}`,
    'rows for delegated (work or school account) and application',
  );
  return undefined;
}

function permissionsIn(cell: Text, refuse: Refuse): string[] {
  if (/^Not supported\.?$/.test(cell.text)) return [];
  const names = cell.text.split(/,\s*/);
  const odd = names.find((name) => !/^[A-Za-z-]+(\.[A-Za-z-]+)+$/.test(name));
  if (odd !== undefined)
    refuse(cell.line, `the permission "${odd}"`, 'names such as DeviceManagementConfiguration.Read.All');
  return names;
}

/** The national clouds that a page's include names; undefined where the page does not state them (rendered text loses the marks). */
export function readClouds(page: Page, refuse: Refuse): readonly string[] | undefined {
  for (const paragraph of blocksOf(sectionAt(page, ''), 'paragraph')) {
    const target = /\[!INCLUDE\s*national-cloud-support/.test(paragraph.text) ? paragraph.links[0] : undefined;
    if (target === undefined) continue;
    const name = target.replace(/^.*\//, '').replace(/\.md$/, '');
    const clouds = cloudsOfInclude[name];
    if (!clouds) refuse(paragraph.line, `the national cloud include ${name}`, Object.keys(cloudsOfInclude).join(', '));
    return clouds;
  }
  return undefined;
}
