import { type AnyNode, parse } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import type { Edit, Place } from './edit.ts';
import { hostOf } from './host.ts';
import type { Mutant } from './mutant.ts';
import { operators } from './operators.ts';

/** Where a compiled module comes from. */
export interface Module {
  /** The TypeScript source, as mutants name it. */
  readonly file: string;
  /** The compiled JavaScript. */
  readonly source: string;
  /** The line of the TypeScript source, from 1, for a line and column of the compiled one, from 0. */
  readonly lineOf: (line: number, column: number) => number;
}

/** A module in which every mutant is an alternative, chosen while it runs. */
export interface Instrumented {
  readonly code: string;
  readonly mutants: readonly Mutant[];
}

interface Alternative {
  readonly id: number;
  readonly text: string;
}

/** An expression or a block that has alternatives. */
interface Host {
  readonly node: AnyNode;
  readonly alternatives: Alternative[];
}

/**
 * Puts all mutants of a module into it at once: where one can show, the code asks `globalThis.__mutant(id)` whether it
 * is the one in force. Ids count on from `first`. Code that runs only when the module loads stays as it is.
 */
export function instrument({ file, source, lineOf }: Module, first: number): Instrumented {
  const program = parse(source, { ecmaVersion: 'latest', sourceType: 'module' });
  const hosts = new Map<AnyNode, Host>();
  const mutants: Mutant[] = [];
  for (const place of placesIn(program, source)) {
    for (const edit of operators.flatMap((operator) => operator(place))) {
      const node = hostOf(edit, place);
      if (!node) continue;
      const id = first + mutants.length;
      const host = hosts.get(node) ?? { node, alternatives: [] };
      hosts.set(node, host);
      host.alternatives.push({ id, text: applied(edit, node, source) });
      mutants.push(mutantOf(id, file, edit, place, lineOf));
    }
  }
  return { code: rendered(source, [...hosts.values()]), mutants };
}

/** Every node that runs when a function is called, in the order of the source. */
function placesIn(program: AnyNode, source: string): Place[] {
  const places: Place[] = [];
  fullAncestor(program, (_node, _state, ancestors) => {
    const path = [...ancestors] as AnyNode[];
    const isLater = path.some(runsLater);
    const node = path.pop();
    if (node && isLater) places.push({ node, ancestors: path, source });
  });
  return places.sort((one, other) => one.node.start - other.node.start || other.node.end - one.node.end);
}

function runsLater(node: AnyNode): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    (node.type === 'PropertyDefinition' && !node.static)
  );
}

/** The text of a node with an edit made in it. */
function applied({ start, end, text }: Edit, node: AnyNode, source: string): string {
  return source.slice(node.start, start) + text + source.slice(end, node.end);
}

function mutantOf(
  id: number,
  file: string,
  edit: Edit,
  { node, ancestors, source }: Place,
  lineOf: Module['lineOf'],
): Mutant {
  const before = source.slice(0, edit.start).split('\n');
  const line = before.length - 1;
  return {
    id,
    file,
    line: lineOf(line, before.at(-1)?.length ?? 0),
    function: functionName([...ancestors, node]),
    operator: edit.operator,
    original: source.slice(edit.start, edit.end),
    mutated: edit.text,
    code: source.split('\n')[line]?.trim() ?? '',
  };
}

/** The name of the innermost function on the way to a node that has one: declared, a method, or the value of a variable or property. */
function functionName(path: readonly AnyNode[]): string {
  const names = path.map((node, index) => {
    if (node.type === 'FunctionDeclaration') return node.id?.name;
    const next = path[index + 1]?.type;
    if (next !== 'FunctionExpression' && next !== 'ArrowFunctionExpression') return undefined;
    if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' ? node.id.name : undefined;
    const isNamed = node.type === 'MethodDefinition' || node.type === 'Property' || node.type === 'PropertyDefinition';
    if (!isNamed) return undefined;
    return node.key.type === 'Identifier' || node.key.type === 'PrivateIdentifier' ? node.key.name : undefined;
  });
  return names.findLast((name) => name !== undefined) ?? '';
}

/** The source with every host's alternatives; hosts within hosts keep theirs in the original branch. */
function rendered(source: string, hosts: readonly Host[]): string {
  const sorted = hosts.toSorted((one, other) => one.node.start - other.node.start || other.node.end - one.node.end);
  let next = 0;
  const until = (start: number, end: number): string => {
    let text = '';
    let done = start;
    for (let host = sorted[next]; host && host.node.end <= end; host = sorted[next]) {
      next += 1;
      text += source.slice(done, host.node.start) + alternatives(host, until(host.node.start, host.node.end));
      done = host.node.end;
    }
    return text + source.slice(done, end);
  };
  return until(0, source.length);
}

function alternatives({ node, alternatives: all }: Host, original: string): string {
  const asked = ({ id }: Alternative): string => `globalThis.__mutant(${id})`;
  if (node.type === 'BlockStatement')
    return `{${all.map((one) => `if (${asked(one)}) ${one.text} else `).join('')}${original}}`;
  return `(${all.map((one) => `${asked(one)} ? (${one.text}) : `).join('')}(${original}))`;
}
