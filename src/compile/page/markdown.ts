import type { Heading, Html, Nodes, Root, RootContent, Table } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Block, Page, Refuse, Section, Text } from './page.ts';
import { excessOf } from './pageBounds.ts';

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter);

/** Reads a page in Markdown, as the documentation's repositories hold it; undefined after refusing it. */
export function readMarkdown(file: string, text: string, refuse: Refuse): Page | undefined {
  const excess = excessOf(text);
  if (excess !== undefined) {
    refuse(1, excess, 'a page of a documentation');
    return undefined;
  }
  const tree: Root = processor.parse(text);
  const title = tree.children.find((node): node is Heading => node.type === 'heading' && node.depth === 1);
  if (!title) {
    refuse(1, 'no first-level heading', 'a title such as "# Get groupPolicyDefinition"');
    return undefined;
  }
  refuseTranslation(tree, refuse);
  return { file, text, title: textOf(title), date: dateOf(tree), sections: sectionsOf(tree) };
}

/** Translated copies carry an HTML anchor in their headings, and translate property names too. */
function refuseTranslation(tree: Root, refuse: Refuse): void {
  for (const node of tree.children) {
    if (node.type !== 'heading') continue;
    const anchor = node.children.find(
      (child): child is Html => child.type === 'html' && /<a\s+name=/.test(child.value),
    );
    if (anchor)
      refuse(
        lineOf(node),
        `the anchor ${anchor.value} in a heading, the mark of a translated page`,
        'the English page',
      );
  }
}

/** The date in the front matter, `08/01/2024` as `2024-08-01`. Not read as YAML: some pages have text after a closing quote. */
function dateOf(tree: Root): string | undefined {
  const front = tree.children.flatMap((node) => (node.type === 'yaml' ? [node.value] : [])).join();
  const found = /^ms\.date: *(\d{2})\/(\d{2})\/(\d{4}) *$/m.exec(front);
  return found ? `${found[3]}-${found[1]}-${found[2]}` : undefined;
}

function sectionsOf(tree: Root): Section[] {
  let section: Section & { readonly blocks: Block[] } = { path: '', line: 1, blocks: [] };
  const sections = [section];
  let parent = '';
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth === 1) continue;
    if (node.type === 'heading') {
      const heading = textOf(node).text;
      if (node.depth === 2) parent = heading;
      section = { path: node.depth === 2 ? heading : `${parent}/${heading}`, line: lineOf(node), blocks: [] };
      sections.push(section);
    } else {
      const block = blockOf(node);
      if (block) section.blocks.push(block);
    }
  }
  return sections;
}

function blockOf(node: RootContent): Block | undefined {
  switch (node.type) {
    case 'paragraph':
    case 'blockquote':
    case 'list':
      return { kind: 'paragraph', ...textOf(node) };
    case 'table':
      return tableOf(node);
    case 'code':
      return { kind: 'code', line: lineOf(node) + 1, text: node.value };
    case 'html': {
      const comment = /^<!--\s*(\{[\s\S]*\})\s*-->$/.exec(node.value.trim());
      return comment?.[1] ? { kind: 'metadata', line: lineOf(node), text: comment[1] } : undefined;
    }
    default:
      return undefined;
  }
}

function tableOf(node: Table): Block {
  const rows = node.children.slice(1).map((row) => ({ line: lineOf(row), cells: row.children.map(textOf) }));
  return { kind: 'table', line: lineOf(node), rows };
}

function textOf(node: Nodes): Text {
  const links: string[] = [];
  const words = (part: Nodes): string => {
    if (part.type === 'link') links.push(part.url);
    if (part.type !== 'html' && 'value' in part) return part.value;
    return 'children' in part ? part.children.map(words).join('') : '';
  };
  const text = words(node).replaceAll(/\s+/g, ' ').trim();
  return { line: lineOf(node), text, links };
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}
