/** A link in a page: its words and its target as written. */
export interface Link {
  readonly text: string;
  readonly target: string;
}

/** A piece of running text with the links in it; in a table, one cell. */
export interface Text {
  readonly line: number;
  readonly text: string;
  readonly links: readonly Link[];
}

/** What stands under a heading. `table` rows have as many cells as the header; `code` is verbatim; `metadata` is the JSON in a comment. */
export type Block =
  | ({ readonly kind: 'paragraph' } & Text)
  | { readonly kind: 'table'; readonly line: number; readonly header: readonly string[]; readonly rows: readonly Row[] }
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

/** A documentation page in one form, whichever of the three shapes it came in. */
export interface Page {
  readonly file: string;
  readonly shape: 'markdown' | 'rendered';
  readonly title: Text;
  readonly date?: string;
  readonly sections: readonly Section[];
}

/** Records why a page cannot be read for certain: where, what was found, what was expected. */
export type Refuse = (line: number, found: string, expected: string) => void;

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
