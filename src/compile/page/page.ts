/** A piece of running text with the targets of the links in it, as written; in a table, one cell. */
export interface Text {
  readonly line: number;
  readonly text: string;
  readonly links: readonly string[];
}

/** What stands under a heading. `rows` of a table are those below its header; `code` is verbatim; `metadata` is the JSON in a comment. */
export type Block =
  | ({ readonly kind: 'paragraph' } & Text)
  | { readonly kind: 'table'; readonly line: number; readonly rows: readonly Row[] }
  | { readonly kind: 'code'; readonly line: number; readonly text: string }
  | { readonly kind: 'metadata'; readonly line: number; readonly text: string };

/** One row of a table. */
export interface Row {
  readonly line: number;
  readonly cells: readonly Text[];
}

/** A heading and what stands under it up to the next heading of any level; `path` names the headings above it and itself. */
export interface Section {
  readonly path: string;
  readonly line: number;
  readonly blocks: readonly Block[];
}

/** A documentation page in one form, whichever of the three shapes it came in; `text` is the page as it was read. */
export interface Page {
  readonly file: string;
  readonly text: string;
  readonly title: Text;
  readonly date: string | undefined;
  readonly sections: readonly Section[];
}

/** Records why a page cannot be read for certain: where, what was found, what was expected. */
export type Refuse = (line: number, found: string, expected: string) => void;

/** Records nothing, where a page is read only for what it names. */
export const silent: Refuse = () => undefined;

/** The section at a path such as `Example/Request`, or undefined. */
export function sectionAt(page: Page, path: string): Section | undefined {
  return page.sections.find((section) => section.path.toLowerCase() === path.toLowerCase());
}

/** The blocks of one kind in a section. */
export function blocksOf<K extends Block['kind']>(
  section: Section | undefined,
  kind: K,
): Extract<Block, { kind: K }>[] {
  return (section?.blocks ?? []).filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
}
