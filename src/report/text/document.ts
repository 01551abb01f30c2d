import { sanitise } from '../../value/sanitise.ts';
import { aligned } from './table.ts';

/** A part of a text: a heading, a paragraph, a table whose first row is its head, or an entry with its facts. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'entry'; readonly text: string; readonly facts: readonly Fact[] };

/** What is said of an entry: a word for it, a text that may be anybody's, and the https address that Markdown links the text to. */
export type Fact = readonly [name: string, text: string, url?: string];

const longest = 400;

/** A text for a terminal; nothing in it can pass for a line of its own, or for a command to a CI system. */
export function asConsole(blocks: readonly Block[]): string {
  return blocks.map(consoleBlock).join('\n');
}

function consoleBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `\n${oneLine(block.text)}`;
    case 'line':
      return oneLine(block.text);
    case 'table':
      return aligned(block.rows.map((row) => row.map(oneLine))).join('\n');
    case 'entry': {
      const width = Math.max(0, ...block.facts.map(([name]) => name.length)) + 1;
      return [
        `  ${oneLine(block.text)}`,
        ...block.facts.map(([name, text]) => `    ${`${name}:`.padEnd(width)} ${oneLine(text)}`),
      ].join('\n');
    }
  }
}

/** The same as Markdown of GitHub's kind, below a title; no text in it can be a link, an image, markup or a mention. */
export function asMarkdown(title: string, blocks: readonly Block[]): string {
  return `## ${prose(title)}\n\n${markdownOf(blocks)}\n`;
}

/** Blocks as Markdown of GitHub's kind, to be put below a title. */
export function markdownOf(blocks: readonly Block[]): string {
  return blocks.map(markdownBlock).join('\n\n');
}

function markdownBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `### ${prose(block.text)}`;
    case 'line':
      return prose(block.text);
    case 'table': {
      const [head = [], ...rows] = block.rows.map((row) => row.map(prose));
      const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
      return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
    }
    case 'entry':
      return [
        `- ${prose(block.text)}`,
        ...block.facts.map(
          ([name, text, url]) => `  - ${prose(name)}: ${url === undefined ? verbatim(text) : link(text, url)}`,
        ),
      ].join('\n');
  }
}

function oneLine(text: string): string {
  return sanitise(text, longest).replaceAll(/\s+/g, ' ').trim();
}

/** A text of which Markdown takes nothing for markup: what could be is escaped, and `@` names nobody. */
function prose(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\`*_[\]<>|~#]/g, '\\$&')
    .replaceAll('@', '&#64;')
    .replaceAll(/:\/\/|www\./g, (sign) => `${sign.slice(0, 1)}<!-- -->${sign.slice(1)}`);
}

function link(text: string, url: string): string {
  return /^https:\/\/[\w.~!$&'()*+,;=:@/?%#-]+$/.test(url) ? `[${prose(text)}](<${url}>)` : verbatim(text);
}

/** A text in a code span that it cannot end. */
function verbatim(text: string): string {
  const line = oneLine(text);
  if (line === '') return '(empty)';
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}
