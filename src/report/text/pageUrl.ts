/**
 * The address of a page of the documentation, from that of another one: pages about requests have a verb at the end of
 * their names, pages about types lie in `resources`. Undefined for a standard.
 */
export function pageUrl(page: string, other: string): string | undefined {
  const [, before, , after] = /^(.*\/)(intune-[\w-]+)(.*)$/.exec(other) ?? [];
  const parts = page.split('-').length;
  if (before === undefined || !/^intune-[\w-]+$/.test(page)) return undefined;
  return `${before.replace(/resources\/$/, '')}${parts > 3 ? '' : 'resources/'}${page}${after}`;
}
