import type { Claim } from '../claims/claim.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type Exchange, jsonOf } from '../evidence/exchange.ts';
import type { Finding } from '../evidence/finding.ts';
import { isObject, type JsonObject, type JsonValue, valueAt } from '../value/json.ts';

/** The smallest part of an answer that shows why a claim is broken: of which request, with which status, and the part, in a few lines. */
export interface Excerpt {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

/** What an excerpt is taken from: everything seen of a case, and all its exchanges. */
export interface Seen {
  readonly evidence: Evidence;
  readonly exchanges: readonly Exchange[];
}

const mostLines = 8;
const longestText = 80;
const longestBody = 300;

type Place = (evidence: Evidence, name: string) => readonly (Exchange | undefined)[];

const ofRequest: Place = ({ request }) => [request];
const ofProbe: Place = ({ probes }, name) => [probes[name]];

/** In which exchanges a kind of claim shows, where that is known; `name` is what follows the kind in the claim's id. */
const places: Readonly<Record<string, Place>> = {
  status: ofRequest,
  body: ofRequest,
  'media-type': ofRequest,
  'context-first': ofRequest,
  refused: ofProbe,
  error: ofProbe,
  'error-alone': ofProbe,
  'error-code': ofProbe,
  challenge: ofProbe,
  twice: ({ again }) => [again],
  gone: ({ reads }) => reads.map(({ exchange }) => exchange),
  example: ({ example }) => [example],
  sparse: ({ sparse }) => [sparse],
  story: ({ story }, name) => story.filter(({ id }) => id === name).flatMap(({ pages }) => pages),
};

/**
 * The excerpt for a broken claim: the value at the pointer or its nearest parent that is there, in the first exchange that
 * shows what was received. Undefined where no exchange shows it for certain.
 */
export function excerptOf({ id, kind }: Claim, finding: Finding, { evidence, exchanges }: Seen): Excerpt | undefined {
  if (finding.outcome !== 'broken') return undefined;
  const { pointer } = finding;
  const known = places[kind]?.(evidence, id.slice(kind.length + 1));
  if (pointer === undefined) {
    const [only, ...more] = known?.flatMap((one) => one ?? []) ?? [];
    return only && more.length === 0 ? excerptFrom(only, '') : undefined;
  }
  const anywhere = [evidence.request, ...evidence.listings.flatMap(({ pages }) => pages), ...exchanges];
  const found = (known ?? anywhere).find((one) => shows(one, pointer, finding));
  return found && excerptFrom(found, pointer);
}

/** Whether an answer has at a pointer what was received there: the value itself, or nothing in a parent that is there. */
function shows(
  exchange: Exchange | undefined,
  pointer: string,
  { value, received }: Finding & { outcome: 'broken' },
): boolean {
  const body = jsonOf(exchange);
  if (body === undefined) return false;
  const there = valueAt(body, pointer);
  if (there !== undefined) return value === undefined ? received !== 'nothing' : same(there, value);
  const parent = valueAt(body, pointer.slice(0, pointer.lastIndexOf('/')));
  return isObject(parent) && (value === undefined || received === 'nothing');
}

function same(one: JsonValue, other: JsonValue): boolean {
  return one === other || (typeof one === 'object' && typeof other === 'object' && compact(one) === compact(other));
}

function compact(value: JsonValue): string {
  return JSON.stringify(value, (_name, member: JsonValue) => (typeof member === 'bigint' ? `${member}n` : member));
}

function excerptFrom(exchange: Exchange, pointer: string): Excerpt | undefined {
  const { method, path, answer } = exchange;
  if (!answer) return undefined;
  const body = jsonOf(exchange);
  const text = body === undefined ? cut(answer.text ?? '', longestBody) : partAt(body, pointer);
  return text === '' ? undefined : { method, path, status: answer.status, text };
}

/** The value at a pointer after its name, or the nearest parent that is there, in a few lines. */
function partAt(body: JsonValue, pointer: string): string {
  const value = valueAt(body, pointer);
  const parent = pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
  if (value === undefined && pointer !== '') return partAt(body, parent);
  const name = pointer.slice(parent.length + 1);
  const before = name === '' || /^\d+$/.test(name) ? '' : `${JSON.stringify(name.replaceAll('~1', '/'))}: `;
  return before + inLines(value ?? null);
}

function inLines(value: JsonValue): string {
  const isList = Array.isArray(value);
  if (!isList && !isObject(value)) return short(value);
  const members = isList ? value.map(short) : membersOf(value);
  const shown = members.slice(0, mostLines).map((line, index) => `  ${line}${index + 1 < members.length ? ',' : ''}`);
  const more = members.length > mostLines ? [`  … and ${members.length - mostLines} more`] : [];
  const [opening, closing] = isList ? ['[', ']'] : ['{', '}'];
  return members.length === 0 ? `${opening}${closing}` : [opening, ...shown, ...more, closing].join('\n');
}

function membersOf(value: JsonObject): string[] {
  return Object.entries(value).map(([name, member]) => `${cut(JSON.stringify(name), longestText)}: ${short(member)}`);
}

/** A value in one short line; what is nested is only hinted at. */
function short(value: JsonValue): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]';
  if (isObject(value)) return '{…}';
  return typeof value === 'string' ? cut(JSON.stringify(value), longestText) : String(value);
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
