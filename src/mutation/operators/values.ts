import { type Operator, type Place, parentOf, replace } from '../edit.ts';

/** Operators that spoil values: literals, collections, what is spread into them. */
export const values: readonly Operator[] = [
  (place) => {
    const { node } = place;
    if (node.type !== 'Literal' || isName(place)) return [];
    if (typeof node.value === 'boolean') return [replace('boolean', node, String(!node.value))];
    if (typeof node.value === 'bigint') return [replace('number', node, `${node.value + 1n}n`)];
    if (typeof node.value === 'number') return [replace('number', node, String(node.value + 1))];
    if (typeof node.value !== 'string' || isMessage(place, node.value)) return [];
    return [replace('text', node, node.value === '' ? "'#'" : "''")];
  },
  (place) => {
    const { node, source } = place;
    if (node.type !== 'TemplateLiteral' || parentOf(place)?.type === 'TaggedTemplateExpression') return [];
    return isMessage(place, source.slice(node.start, node.end)) ? [] : [replace('text', node, "''")];
  },
  ({ node }) =>
    node.type === 'ArrayExpression' && node.elements.length > 0 ? [replace('empty array', node, '[]')] : [],
  (place) => {
    const { node } = place;
    if (node.type !== 'SpreadElement') return [];
    return [replace('nothing spread', node.argument, parentOf(place)?.type === 'ObjectExpression' ? '{}' : '[]')];
  },
];

/** Whether a literal stands for no value: a module's name, a directive. */
function isName(place: Place): boolean {
  const parent = parentOf(place);
  return (
    parent?.type === 'ImportDeclaration' ||
    parent?.type === 'ExportNamedDeclaration' ||
    parent?.type === 'ExportAllDeclaration' ||
    (parent?.type === 'ExpressionStatement' && parent.directive !== undefined)
  );
}

/** Whether a text is a sentence that tells of a refusal or an error; its wording is nobody's promise. */
function isMessage({ ancestors }: Place, text: string): boolean {
  if (!/\s/.test(text)) return false;
  return ancestors.some(
    (node) =>
      node.type === 'ThrowStatement' ||
      (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name.endsWith('Error')),
  );
}
