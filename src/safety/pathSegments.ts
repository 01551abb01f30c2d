import { segmentsOf } from '../model/path.ts';

/**
 * The segments of a request's path as the server sees them, decoded once, keys in either form taken apart; undefined for
 * a path that two servers could read in two ways: with a query or fragment, empty or dot segments, a slash, backslash,
 * percent sign or control character that is encoded, or a segment that begins with `$`.
 */
export function pathSegments(path: string): string[] | undefined {
  if (!/^(?:\/(?:[A-Za-z0-9._~!'()*,:@-]|%[0-9A-Fa-f]{2})+)+$/.test(path)) return undefined;
  const segments: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    const decoded = decode(segment);
    if (decoded === undefined || /^\.\.?$|^\$|[/\\%?#;\p{Cc}\p{Cf}]/u.test(decoded)) return undefined;
    segments.push(...segmentsOf(`/${decoded}`));
  }
  return segments.some((segment) => /^\.{0,2}$|^\$/.test(segment)) ? undefined : segments;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
