import type { Api } from './api.ts';
import { segmentsOf, walk } from './path.ts';

/**
 * A path, perhaps with a query, with its keys in parentheses instead of in segments of their own (OData URL Conventions
 * §4.3); what lies beyond the documented model stays as it is.
 */
export function withPredicates(path: string, { container }: Api): string {
  const [resource = '', ...query] = path.split('?');
  const segments = segmentsOf(resource);
  const steps = walk(container, segments);
  const known = Array.isArray(steps) ? steps : walk(container, segments.slice(0, steps.at));
  if (!Array.isArray(known)) return path;
  const written = segments.reduce((before, segment, index) => {
    const key = known[index]?.kind === 'key';
    return key ? `${before}('${segment.replaceAll('%27', "''")}')` : `${before}/${segment}`;
  }, '');
  return [written, ...query].join('?');
}
