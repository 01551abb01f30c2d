import { blockingClasses } from '../../evidence/blocking.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Exchange } from '../../evidence/exchange.ts';
import { fates, type Leftover } from '../../evidence/leftover.ts';
import type { Stopped } from '../../evidence/stopped.ts';
import type { Recorded } from '../../judge/recorded.ts';
import type { Omission } from '../../plan/omission.ts';
import { type JsonValue, readJson, writeJson } from '../../value/json.ts';

/** How many characters of bodies are recorded of one case; a target that sends more has verdicts that cannot be verified. */
const mostRecorded = 64 * 1024 * 1024;

/** Whether the evidence of a case is small enough for a file. */
export function isRecordable({ exchanges: sent }: Recorded): boolean {
  return (
    sent.reduce((sum, { body, answer }) => sum + (body?.length ?? 0) + (answer?.text?.length ?? 0), 0) < mostRecorded
  );
}

/** A text is not the recorded evidence of a case; the message goes on from the name of the file. */
export class EvidenceError extends Error {}

/** How a part of the evidence is written: an exchange by its number, a JSON value as a text of its own, with every digit. */
type Shape =
  | 'exchange'
  | 'json'
  | 'as it is'
  | { readonly list: Shape }
  | { readonly named: Shape }
  | { readonly parts: Readonly<Record<string, Shape>> };

const exchanges: Shape = { list: 'exchange' };
const trials: Shape = {
  list: { parts: { sent: 'json', exchange: 'exchange', read: 'exchange', only: 'as it is' } },
};
const listing: Shape = { parts: { template: 'as it is', pages: exchanges } };
const beside: Shape = { parts: { before: 'exchange', after: 'exchange' } };
const look: Shape = { parts: { entity: 'exchange', items: exchanges } };

const shapes: Readonly<Record<keyof Evidence, Shape>> = {
  request: 'exchange',
  sent: 'json',
  known: 'json',
  before: 'exchange',
  reads: { list: { parts: { template: 'as it is', exchange: 'exchange' } } },
  again: 'exchange',
  sentAgain: 'json',
  trials,
  parts: trials,
  listings: { list: listing },
  members: exchanges,
  strangers: 'as it is',
  watched: { parts: { before: listing, after: listing } },
  sibling: beside,
  beside: { parts: { before: listing, after: listing } },
  below: beside,
  elsewhere: beside,
  example: 'exchange',
  sparse: 'exchange',
  probes: { named: 'exchange' },
  untouched: { parts: { before: look, after: look } },
  paged: listing,
  linked: 'as it is',
  foreign: 'as it is',
  story: { list: { parts: { id: 'as it is', pages: exchanges } } },
  parallel: { parts: { creates: trials, listing, changes: trials } },
  repeated: exchanges,
  gaps: 'as it is',
};

/** The text of a file of recorded evidence: a table of the exchanges, and what was seen with their numbers in it. */
export function writeEvidence({ id, evidence, exchanges: sent, ...rest }: Recorded): string {
  const numbers = new Map(sent.map((exchange, index) => [exchange, index]));
  const seen = map({ parts: shapes }, evidence, {
    exchange: (exchange) => {
      const number = numbers.get(exchange as Exchange) ?? numbers.size;
      numbers.set(exchange as Exchange, number);
      return number;
    },
    json: (value) => writeJson(value as JsonValue),
  });
  return `${JSON.stringify({ case: id, ...rest, sent: sent.length, exchanges: [...numbers.keys()], evidence: seen })}\n`;
}

/** What a file of recorded evidence holds; throws `EvidenceError`. */
export function readEvidence(text: string): Recorded {
  const found = fieldsOf(parsed(text), 'its root');
  const table = listOf(found['exchanges'], 'exchanges').map(exchangeIn);
  const evidence = map({ parts: shapes }, found['evidence'], {
    exchange: (number) =>
      table[Number(number)] ?? refuse(`the evidence names an exchange ${String(number)}, and there is none`),
    json: (value) => readJson(String(value)),
  });
  const { case: id, sent, stopped, leftovers, skipped, baseUrl } = found;
  if (typeof id !== 'string' || typeof sent !== 'number') return refuse('it does not say which case it is of');
  return {
    id,
    evidence: evidence as Evidence,
    exchanges: table.slice(0, sent),
    ...(table.length > sent ? { others: table.slice(sent) } : {}),
    leftovers: listOf(leftovers, 'leftovers').map(leftoverIn),
    skipped: fieldsOf(skipped, 'skipped') as Readonly<Record<string, Omission>>,
    ...(stopped === undefined ? {} : { stopped: stoppedIn(stopped) }),
    ...(baseUrl === undefined ? {} : { baseUrl: String(baseUrl) }),
  };
}

interface Mapping {
  readonly exchange: (value: unknown) => unknown;
  readonly json: (value: unknown) => unknown;
}

/** A value of a shape with its exchanges and JSON values replaced. What is absent stays absent. */
function map(shape: Shape, value: unknown, to: Mapping): unknown {
  if (shape === 'as it is') return value;
  if (shape === 'exchange') return to.exchange(value);
  if (shape === 'json') return to.json(value);
  if ('list' in shape) return listOf(value, 'a list').map((item) => map(shape.list, item, to));
  return Object.fromEntries(
    Object.entries(fieldsOf(value, 'a part')).flatMap(([name, part]) => {
      const own = 'named' in shape ? shape.named : Object.hasOwn(shape.parts, name) ? shape.parts[name] : undefined;
      if (part === undefined) return [];
      return [[name, own ? map(own, part, to) : refuse(`it has a part "${name}", which no evidence has`)]];
    }),
  );
}

function stoppedIn(value: unknown): Stopped {
  const { reason, class: name } = fieldsOf(value, 'stopped');
  const known = blockingClasses.find((one) => one === name);
  return typeof reason === 'string' && known ? { reason, class: known } : refuse('it does not say why its run stopped');
}

function leftoverIn(value: unknown): Leftover {
  const { path, fate } = fieldsOf(value, 'a leftover');
  const known = fates.find((one) => one === fate);
  return typeof path === 'string' && known ? { path, fate: known } : refuse('a leftover has no path or fate');
}

function exchangeIn(value: unknown): Exchange {
  const { method, path, headers, answer } = fieldsOf(value, 'an exchange');
  const isComplete = typeof method === 'string' && typeof path === 'string' && typeof headers === 'object';
  if (!isComplete) return refuse('an exchange has no method, path or headers');
  if (answer !== undefined && typeof fieldsOf(answer, 'an answer')['status'] !== 'number')
    return refuse('an answer has no status');
  return value as Exchange;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('it is no JSON');
  }
}

function fieldsOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  return refuse(`${name} is no object`);
}

function listOf(value: unknown, name: string): readonly unknown[] {
  return Array.isArray(value) ? value : refuse(`${name} is no list`);
}

function refuse(problem: string): never {
  throw new EvidenceError(problem);
}
