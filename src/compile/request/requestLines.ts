import type { Method } from '../../model/requestContract.ts';
import { blocksOf, type Page, type Refuse, sectionAt } from '../page/page.ts';

/** The documented request lines of a page: one method, one or more paths, each with its line. */
export interface RequestLines {
  readonly line: number;
  readonly method: Method;
  readonly paths: readonly { readonly path: string; readonly line: number }[];
}

const requestLine = /^(GET|POST|PATCH|PUT|DELETE) ((?:\/(?:[A-Za-z][\w.]*|\{[A-Za-z]\w*\}))+)$/;

/** Reads the request lines under HTTP Request; refuses placeholders such as `** Collection URI … not found` and mixed methods. */
export function readRequestLines(page: Page, refuse: Refuse): RequestLines | undefined {
  const section = sectionAt(page, 'HTTP Request');
  const code = blocksOf(section, 'code')[0];
  const found = code ? linesOf(code, refuse) : [];
  const [first] = found;
  if (!first) {
    refuse(
      code?.line ?? section?.line ?? page.title.line,
      'no request line',
      'a section HTTP Request with lines such as "GET /deviceManagement/…"',
    );
    return undefined;
  }
  for (const [index, { method, path, line }] of found.entries()) {
    if (method !== first.method) refuse(line, `a second method ${method}`, `${first.method} on every request line`);
    if (found.slice(0, index).some((earlier) => earlier.path === path))
      refuse(line, `${path} a second time`, 'each path once');
  }
  return { line: first.line, method: first.method, paths: found };
}

function linesOf(
  code: { line: number; text: string },
  refuse: Refuse,
): { method: Method; path: string; line: number }[] {
  return code.text.split('\n').flatMap((text, index) => {
    const line = code.line + index;
    if (text.trim() === '') return [];
    const found = requestLine.exec(text.trim());
    if (!found) {
      refuse(line, `the request line "${text}"`, 'METHOD /segment/{parameterId}/…');
      return [];
    }
    const [, method = '', path = ''] = found;
    return [{ method: method as Method, path, line }];
  });
}
