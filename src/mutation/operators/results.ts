import type { AnyNode } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import { type Operator, replace } from '../edit.ts';

/** Operators that spoil what functions give and do. */
export const results: readonly Operator[] = [
  ({ node }) => {
    if (node.type !== 'ReturnStatement' || !node.argument || isNothing(node.argument)) return [];
    return [replace('nothing returned', node.argument, 'undefined')];
  },
  ({ node }) => {
    if (node.type !== 'ArrowFunctionExpression' || node.body.type === 'BlockStatement' || isNothing(node.body))
      return [];
    return [replace('nothing returned', node.body, 'undefined')];
  },
  ({ node }) => {
    if (
      node.type !== 'FunctionDeclaration' &&
      node.type !== 'FunctionExpression' &&
      node.type !== 'ArrowFunctionExpression'
    )
      return [];
    const { body } = node;
    if (body.type !== 'BlockStatement' || body.body.length === 0 || returns(body)) return [];
    return [replace('nothing done', body, '{}')];
  },
];

function isNothing(node: AnyNode): boolean {
  return (
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'Literal' && typeof node.value === 'boolean')
  );
}

/** Whether anything below a node returns a value or calls the constructor of a base class. */
function returns(node: AnyNode): boolean {
  let found = false;
  fullAncestor(node, (inner) => {
    const { type } = inner as AnyNode;
    if (type === 'ReturnStatement' || type === 'Super') found = true;
  });
  return found;
}
