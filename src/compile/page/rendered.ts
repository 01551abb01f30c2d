import type { Block, Page, Refuse, Row, Section, Text } from './page.ts';
import { isKnown, type TypeIndex } from './typeIndex.ts';

const headings = new Set([
  'Permissions',
  'Prerequisites',
  'HTTP Request',
  'Optional query parameters',
  'Request headers',
  'Request body',
  'Response',
  'Example',
  'Methods',
  'Properties',
  'Relationships',
  'Members',
  'JSON Representation',
]);
const exampleHeadings = new Set(['Request', 'Response']);
const codeStart = /^(?:(?:GET|POST|PATCH|PUT|DELETE) |HTTP\/1\.1 |\{)/;
const permissionLabels = [
  'Delegated (work or school account)',
  'Delegated (personal Microsoft account)',
  'Application',
];

/** How the rows of each kind of table split into cells, once the bars between them are lost; undefined: cannot be told. */
type Split = (row: string, types: TypeIndex) => string[] | undefined;

const splitWords: Split = (row) => /^(\S+) (\S+) ?(.*)$/.exec(row)?.slice(1);

const splitProperty: Split = (row, types) => {
  const cells = /^(\S+) (\S+(?: collection(?= |$))?) ?(.*)$/.exec(row)?.slice(1);
  if (!cells) return undefined;
  const [, type = ''] = cells;
  return isKnown(type.replace(/ collection$/, ''), types) ? cells : undefined;
};

/** The tables that contracts are read from, by their header. */
const tables: Readonly<Record<string, { expected: string; split: Split }>> = {
  'Permission type Permissions (from least to most privileged)': {
    expected: `a row that starts with ${permissionLabels.join(', ')}`,
    split: (row) => {
      const label = permissionLabels.find((candidate) => row.startsWith(`${candidate} `));
      return label === undefined ? undefined : [label, row.slice(label.length + 1)];
    },
  },
  'Property Type Description': {
    expected: 'a property name, a known type (optionally with "collection"), a description',
    split: splitProperty,
  },
  'Relationship Type Description': {
    expected: 'a relationship name, a known type (optionally with "collection"), a description',
    split: splitProperty,
  },
  'Member Value Description': { expected: 'a member name, its number, a description', split: splitWords },
};

interface Line {
  readonly line: number;
  readonly text: string;
}

/** A section whose lines are not yet told apart into blocks. */
type Content = Omit<Section, 'blocks'> & { readonly content: Line[] };

/** Reads a page as a browser renders it to plain text: no fences, bars, links or back ticks; undefined after refusing it. */
export function readRendered(file: string, text: string, types: TypeIndex, refuse: Refuse): Page | undefined {
  const lines = text.split(/\r?\n/).map((words, index) => ({ line: index + 1, text: words.trimEnd() }));
  const title = lines.find((line) => line.text !== '');
  if (!title) {
    refuse(1, 'an empty page', 'a title such as "Get groupPolicyDefinition"');
    return undefined;
  }
  const sections = splitSections(lines).map(({ path, line, content }) => ({
    path,
    line,
    blocks: blocksIn(content, types, refuse),
  }));
  return { file, text, title: plain(title), date: undefined, sections };
}

function splitSections(lines: readonly Line[]): Content[] {
  let section: Content = { path: '', line: 1, content: [] };
  const sections = [section];
  let inExample = false;
  lines.forEach((line, index) => {
    const alone = !lines[index - 1]?.text && !lines[index + 1]?.text;
    if (alone && (inExample ? exampleHeadings : headings).has(line.text)) {
      section = { path: inExample ? `Example/${line.text}` : line.text, line: line.line, content: [] };
      sections.push(section);
      inExample ||= line.text === 'Example';
    } else {
      section.content.push(line);
    }
  });
  return sections;
}

function blocksIn(lines: readonly Line[], types: TypeIndex, refuse: Refuse): Block[] {
  const start = lines.findIndex(({ text }) => codeStart.test(text));
  const end = start < 0 ? lines.length : start;
  const blocks: Block[] = [];
  for (const group of paragraphsOf(lines.slice(0, end))) {
    const [{ line, text }, ...rest] = group;
    const table = tables[text];
    if (table) blocks.push({ kind: 'table', line, rows: rowsOf(rest, table, types, refuse) });
    else blocks.push({ kind: 'paragraph', ...plain({ line, text: group.map((one) => one.text).join(' ') }) });
  }
  const [first, ...others] = lines.slice(end);
  if (first) {
    const code = [first, ...others].map(({ text }) => text).join('\n');
    blocks.push({ kind: 'code', line: first.line, text: code.trimEnd() });
  }
  return blocks;
}

/** Lines that follow each other without a blank one between them. */
function paragraphsOf(lines: readonly Line[]): [Line, ...Line[]][] {
  const groups: [Line, ...Line[]][] = [];
  let open: [Line, ...Line[]] | undefined;
  for (const line of lines) {
    if (line.text === '') open = undefined;
    else if (open) open.push(line);
    else {
      open = [line];
      groups.push(open);
    }
  }
  return groups;
}

function rowsOf(
  lines: readonly Line[],
  table: { expected: string; split: Split },
  types: TypeIndex,
  refuse: Refuse,
): Row[] {
  return lines.flatMap((line) => {
    const cells = table.split(line.text, types);
    if (!cells) refuse(line.line, `the row "${line.text}"`, table.expected);
    return cells ? [{ line: line.line, cells: cells.map((text) => plain({ line: line.line, text })) }] : [];
  });
}

function plain({ line, text }: Line): Text {
  return { line, text, links: [] };
}
