import type { CallExpression } from 'acorn';
import { type Edit, keepOnly, type Operator, replace } from '../edit.ts';

/** Methods whose result is of the kind of what they are called on, so that the call can be left out. */
const passing = new Set([
  'filter',
  'slice',
  'sort',
  'reverse',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'replace',
  'replaceAll',
  'toSorted',
  'toReversed',
  'concat',
]);
/** Methods that take a predicate, and what each becomes, if anything but itself with the predicate denied. */
const choosing: ReadonlyMap<string, string | undefined> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['find', undefined],
  ['findLast', undefined],
  ['findIndex', undefined],
  ['filter', undefined],
]);

/** Operators that spoil calls: left out, made otherwise, made on nothing. */
export const calls: readonly Operator[] = [
  ({ node }) => {
    if (node.type !== 'ExpressionStatement') return [];
    const { expression } = node;
    const done = expression.type === 'AwaitExpression' ? expression.argument : expression;
    if (done.type === 'CallExpression' && done.callee.type !== 'Super')
      return [replace('call left out', expression, 'undefined')];
    return done.type === 'AssignmentExpression' || done.type === 'UpdateExpression'
      ? [replace('assignment left out', expression, 'undefined')]
      : [];
  },
  ({ node, source }) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
    const name = methodOf(node) ?? '';
    const { object } = node.callee;
    return [
      ...(passing.has(name) ? [keepOnly(`no ${name}`, node, object, source)] : []),
      ...(choosing.has(name) ? chosenOtherwise(node, name, source) : []),
    ];
  },
  ({ node, source }) => {
    if ((node.type !== 'MemberExpression' && node.type !== 'CallExpression') || node.optional !== true) return [];
    const before = node.type === 'MemberExpression' ? node.object : node.callee;
    const start = before.end + source.slice(before.end, node.end).indexOf('?.');
    const isName = node.type === 'MemberExpression' && !node.computed;
    return [{ operator: 'no ?.', start, end: start + 2, text: isName ? '.' : '' }];
  },
];

function methodOf({ callee }: CallExpression): string | undefined {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return undefined;
  return callee.property.name;
}

function chosenOtherwise({ callee, arguments: [predicate] }: CallExpression, name: string, source: string): Edit[] {
  const other = choosing.get(name);
  if (other !== undefined && callee.type === 'MemberExpression') {
    const { start, end } = callee.property;
    return [{ operator: `${other} for ${name}`, start, end, text: other }];
  }
  if (predicate?.type !== 'ArrowFunctionExpression' || predicate.body.type === 'BlockStatement') return [];
  const { body } = predicate;
  return [replace(`${name} of the others`, body, `!(${source.slice(body.start, body.end)})`)];
}
