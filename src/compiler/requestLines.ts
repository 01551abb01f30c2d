import type { Method } from '../contract/requestContract.ts';
import { blocksOf, type Page, type Refuse, sectionAt } from './page.ts';

/** The documented request lines of a page: one method, one or more paths. */
export interface RequestLines {
  readonly line: number;
  readonly method: Method;
  readonly paths: readonly string[];
}

const requestLine = /^(GET|POST|PATCH|PUT|DELETE) (\/\S+)$/;
const segment = /^(?:[A-Za-z][\w.]*|\{[A-Za-z]\w*\})$/;

/** Reads the request lines under HTTP Request; refuses placeholders such as `** Collection URI … not found` and mixed methods. */
export function readRequestLines(page: Page, refuse: Refuse): RequestLines | undefined {
  const section = sectionAt(page, 'HTTP Request');
  const code = blocksOf(section, 'code')[0];
  if (!section || !code) {
    refuse(
      section?.line ?? page.title.line,
      'no request line',
      'a section HTTP Request with lines such as "GET /deviceManagement/…"',
    );
    return undefined;
  }
  const found = code.text.split('\n').flatMap((text, index) => {
    if (text.trim() === '') return [];
    const [, method, path = ''] = requestLine.exec(text.trim()) ?? [];
    const isPath = path
      .split('/')
      .slice(1)
      .every((part) => segment.test(part));
    if (method === undefined || !isPath)
      refuse(code.line + index, `the request line "${text}"`, 'METHOD /segment/{parameterId}/…');
    return [{ method: method as Method, path, line: code.line + index }];
  });
  const [first] = found;
  if (!first) {
    refuse(code.line, 'an empty block', 'at least one request line');
    return undefined;
  }
  for (const { method, path, line } of found) {
    if (method !== first.method) refuse(line, `a second method ${method}`, `${first.method} on every request line`);
    if (found.filter((other) => other.path === path).length > 1)
      refuse(line, `${path} a second time`, 'each path once');
  }
  return { line: first.line, method: first.method, paths: found.map(({ path }) => path) };
}
