import type { AnyNode } from 'acorn';

/** A change of source text: what stands from `start` to `end` becomes `text`. */
export interface Edit {
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The node that is replaced, where it is one. */
  readonly at?: AnyNode;
}

/** A node of a program in its place: `ancestors` from the program down to its parent. */
export interface Place {
  readonly node: AnyNode;
  readonly ancestors: readonly AnyNode[];
  readonly source: string;
}

/** A way to be wrong: the changes that it makes at a node, none where it does not apply. */
export type Operator = (place: Place) => Edit[];

/** The change that puts a text in place of a whole node. */
export function replace(operator: string, node: AnyNode, text: string): Edit {
  return { operator, start: node.start, end: node.end, text, at: node };
}

/** The change that puts one node in place of another that holds it. */
export function keepOnly(operator: string, whole: AnyNode, part: AnyNode, source: string): Edit {
  return replace(operator, whole, source.slice(part.start, part.end));
}

/** The parent of a node. */
export function parentOf({ ancestors }: Place): AnyNode | undefined {
  return ancestors.at(-1);
}
