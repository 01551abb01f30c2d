import type { AnyNode } from 'acorn';
import { type Edit, keepOnly, type Operator, parentOf, replace } from '../edit.ts';

/** What each comparison and each step of arithmetic becomes. */
const swaps: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
};

/** Operators that decide: conditions, comparisons, arithmetic, alternatives. */
export const logic: readonly Operator[] = [
  ({ node }) => {
    if (node.type !== 'IfStatement' && node.type !== 'ConditionalExpression') return [];
    return ['true', 'false'].map((text) => replace(`condition is ${text}`, node.test, text));
  },
  ({ node }) => {
    if (node.type !== 'WhileStatement' && node.type !== 'ForStatement') return [];
    return node.test ? [replace('condition is false', node.test, 'false')] : [];
  },
  ({ node, source }) => {
    if (node.type === 'BinaryExpression') return swapped('comparison or arithmetic', node, source);
    if (node.type === 'AssignmentExpression') return swapped('arithmetic', node, source);
    if (node.type === 'LogicalExpression' && node.operator !== '??') return swapped('and, or', node, source);
    return [];
  },
  ({ node, source }) =>
    node.type === 'LogicalExpression' && node.operator === '??'
      ? [node.left, node.right].map((side) => keepOnly('one side of ??', node, side, source))
      : [],
  (place) => {
    const { node, source } = place;
    if (node.type !== 'UnaryExpression' || !['!', '-'].includes(node.operator)) return [];
    return decides(node, parentOf(place)) ? [] : [keepOnly(`no ${node.operator}`, node, node.argument, source)];
  },
  ({ node }) =>
    node.type === 'IfStatement' && node.alternate && node.consequent.type === 'BlockStatement'
      ? [replace('empty block', node.consequent, '{}')]
      : [],
];

interface Sides {
  readonly left: AnyNode;
  readonly right: AnyNode;
}

function swapped(
  name: string,
  { left, right, operator }: Sides & { readonly operator: string },
  source: string,
): Edit[] {
  const between = source.slice(left.end, right.start);
  const start = left.end + between.indexOf(operator);
  return (swaps[operator] ?? []).map((text) => ({ operator: name, start, end: start + operator.length, text }));
}

/** Whether a node alone decides an `if` or a `?:`, where a negation is tried as `true` and `false` already. */
function decides(node: AnyNode, parent: AnyNode | undefined): boolean {
  return (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === node;
}
