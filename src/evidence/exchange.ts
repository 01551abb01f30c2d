import { JsonError, type JsonValue, readJson } from '../value/json.ts';
import type { FailureCause } from './failureCause.ts';

/** What the server answered. `text` is the decoded body, absent without one; `undecodable` says why bytes did not become text. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly undecodable?: string;
}

/**
 * Why no usable answer came. `unavailable`: the target answers, but says nothing about what was asked.
 * `malformed` and `too large` are the server's doing; the others say nothing about it.
 */
export type FailureKind =
  | 'unavailable'
  | 'refused'
  | 'dns'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'malformed'
  | 'too large'
  | 'not sent';

/**
 * What an answer shows that is about the environment of a run and not about the promises of a page. `licence`: no Intune;
 * `credential`: the token is not taken; `permission`: its bearer may not; `throttled` and `outage` pass; `retired`: the
 * service gave up what the request names; `not routed`: it serves nothing at the path.
 */
export type RefusalClass = (typeof refusalClasses)[number];

/** The classes of refusal, those that concern a whole run first. */
export const refusalClasses = [
  'credential',
  'licence',
  'permission',
  'throttled',
  'outage',
  'retired',
  'not routed',
] as const;

/**
 * A request without a usable answer: why, and what to do about it, as far as that is known; `class` where an answer came that
 * tells nothing about what was asked, or no token for it.
 */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly cause?: FailureCause;
  readonly remedy?: string;
  readonly class?: RefusalClass | 'network' | 'tenant';
}

/** What a server does wrong, as opposed to what happens on the way to it. */
const faultsOfServer: readonly FailureKind[] = ['malformed', 'too large'];

/** Whether an exchange tells nothing about the server: no answer came, and not by the server's doing. */
export function isSilent({ answer, failure }: Exchange): boolean {
  return answer === undefined && !(failure && faultsOfServer.includes(failure.kind));
}

/** One request and what came of it, redacted. `path` is below the base URL, with its query; bodies are as sent and received. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly answer?: Answer;
  readonly failure?: Failure;
  /** After the answer, bytes came on its connection that answered nothing. */
  readonly unasked?: true;
  /** The answers after which the same request was sent again. */
  readonly earlier?: readonly Refused[];
  readonly milliseconds: number;
}

/** An answer that a request was repeated for. */
export interface Refused {
  readonly status: number;
  readonly retryAfter?: string;
}

/** The body of an answer: none, a JSON value, or a text that is not what it should be, and why. */
export type AnswerBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'unreadable'; readonly problem: string };

const read = new WeakMap<Answer, AnswerBody>();

/** Reads the body of an answer as JSON, strictly. */
export function bodyOf(answer: Answer): AnswerBody {
  const known = read.get(answer);
  if (known) return known;
  const body = readBody(answer);
  read.set(answer, body);
  return body;
}

function readBody({ text, undecodable }: Answer): AnswerBody {
  if (undecodable !== undefined) return { kind: 'unreadable', problem: undecodable };
  if (text === undefined || text === '') return { kind: 'none' };
  try {
    return { kind: 'json', value: readJson(text) };
  } catch (error) {
    if (error instanceof JsonError) return { kind: 'unreadable', problem: `not JSON: ${error.message}` };
    throw error;
  }
}

/** The JSON value that an exchange brought, or undefined. */
export function jsonOf(exchange: Exchange | undefined): JsonValue | undefined {
  const body = exchange?.answer && bodyOf(exchange.answer);
  return body?.kind === 'json' ? body.value : undefined;
}

/** The essence of a media type: type and subtype in lower case, without parameters (RFC 9110 §8.3.1). */
export function mediaTypeOf(answer: Answer): string | undefined {
  return answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
}
