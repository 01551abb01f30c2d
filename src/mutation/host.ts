import type { AnyNode } from 'acorn';
import type { Edit, Place } from './edit.ts';

/** Expressions that can stand in parentheses wherever they stand. */
const expressions: ReadonlySet<AnyNode['type']> = new Set([
  'ArrayExpression',
  'ArrowFunctionExpression',
  'AssignmentExpression',
  'AwaitExpression',
  'BinaryExpression',
  'CallExpression',
  'ChainExpression',
  'ConditionalExpression',
  'FunctionExpression',
  'Identifier',
  'Literal',
  'LogicalExpression',
  'MemberExpression',
  'NewExpression',
  'ObjectExpression',
  'SequenceExpression',
  'TemplateLiteral',
  'ThisExpression',
  'UnaryExpression',
  'UpdateExpression',
]);

/**
 * The innermost node that holds an edit and can be replaced by a choice between itself and others: an expression, or a
 * block that the edit replaces as a whole. Undefined where there is none.
 */
export function hostOf(edit: Edit, { node, ancestors }: Place): AnyNode | undefined {
  const path = [...ancestors, node, ...(edit.at && edit.at !== node ? [edit.at] : [])];
  for (let index = path.length - 1; index > 0; index -= 1) {
    const [parent, host] = [path[index - 1], path[index]];
    if (!parent || !host || host.start > edit.start || host.end < edit.end) continue;
    if (host.type === 'BlockStatement') return host === edit.at ? host : undefined;
    if (expressions.has(host.type) && !isTarget(host, parent) && !isLink(host, path.slice(0, index))) return host;
  }
  return undefined;
}

/** Whether something is done to the place that a node names, not with its value. */
function isTarget(node: AnyNode, parent: AnyNode): boolean {
  switch (parent.type) {
    case 'AssignmentExpression':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node;
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'MethodDefinition':
      return true;
    case 'Property':
      return parent.method || parent.shorthand || parent.kind !== 'init';
    default:
      return false;
  }
}

/** Whether a node is called as a method, or may end a chain with `?.` before its end is reached. */
function isLink(node: AnyNode, ancestors: readonly AnyNode[]): boolean {
  const parent = ancestors.at(-1);
  if (parent?.type === 'ChainExpression') return true;
  if (parent?.type === 'TaggedTemplateExpression') return parent.tag === node;
  if (node.type !== 'MemberExpression' && node.type !== 'CallExpression' && node.type !== 'ChainExpression')
    return false;
  if (parent?.type === 'CallExpression' && parent.callee === node)
    return node.type !== 'CallExpression' || inChain(ancestors);
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === node &&
    node.type !== 'ChainExpression' &&
    inChain(ancestors)
  );
}

/** Whether the members and calls that go on from a node are those of a chain with `?.`. */
function inChain(ancestors: readonly AnyNode[]): boolean {
  const end = ancestors.findLastIndex(
    (node, index) =>
      !(
        (node.type === 'MemberExpression' &&
          (index === ancestors.length - 1 || node.object === ancestors[index + 1])) ||
        (node.type === 'CallExpression' && (index === ancestors.length - 1 || node.callee === ancestors[index + 1]))
      ),
  );
  return ancestors[end]?.type === 'ChainExpression';
}
