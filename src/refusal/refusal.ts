import { probes } from '../claims/probes.ts';
import { type Answer, bodyOf, type Exchange, mediaTypeOf, type RefusalClass } from '../evidence/exchange.ts';
import { type NestedError, nestedError } from './nestedError.ts';
import { type Refusal, refusals } from './refusals.ts';

/** What a request is sent for, when it is sent to be refused: the statuses that are due, and the classes that these would otherwise have. */
export interface Provocation {
  readonly statuses: readonly number[];
  readonly classes: readonly RefusalClass[];
}

/** A request that is to succeed. */
const nothing: Provocation = { statuses: [], classes: [] };

/** A request for what was deleted. */
export const provokesGone: Provocation = { statuses: [404], classes: ['retired'] };

/** What the refusals of probes would be taken for, were they not provoked. A body is to be refused for what is wrong in it, which is no class. */
const provoked: Readonly<Record<string, readonly RefusalClass[]>> = {
  'no-token': ['credential', 'permission', 'licence'],
  'other-token': ['credential', 'permission', 'licence'],
  'unknown-id': ['retired'],
  'unknown-segment': ['not routed', 'retired'],
  'undocumented-method': ['not routed', 'retired'],
};

/** What a probe provokes, by its name; a request that is no probe is to succeed. */
export function provocationOf(probe: string): Provocation {
  const known = probes.find(({ name }) => name === probe);
  return known ? { statuses: known.statuses, classes: provoked[probe] ?? [] } : nothing;
}

/** The class of an answer, and a sentence that says it, without anything of the tenant. */
export interface Classified {
  readonly class: RefusalClass;
  readonly message: string;
}

/**
 * What an exchange shows of the environment instead of what was asked; undefined where it has to be judged, and where it
 * is what was provoked. A mock server has only those classes that Graph documents for every client; what else it refuses
 * is a matter of its contract.
 */
export function classify(exchange: Exchange, isLive: boolean, { statuses, classes } = nothing): Classified | undefined {
  const { answer } = exchange;
  if (!answer || answer.status < 300) return undefined;
  const body = bodyOf(answer);
  const error = (body.kind === 'json' ? nestedError(body.value) : undefined) ?? { codes: [], message: '' };
  const found = refusals.find((refusal) => (isLive || refusal.everywhere) && isOf(refusal, exchange, answer, error));
  if (!found || (statuses.includes(answer.status) && classes.includes(found.class))) return undefined;
  return { class: found.class, message: sentence(found, answer, error) };
}

/** An exchange whose answer says nothing of what was asked, as one without a usable answer; any other as it is. */
export function unavailable(exchange: Exchange, isLive = false, provocation = nothing): Exchange {
  const found = classify(exchange, isLive, provocation);
  if (!found) return exchange;
  const { answer: _answer, ...rest } = exchange;
  return { ...rest, failure: { kind: 'unavailable', ...found } };
}

function isOf(refusal: Refusal, { method, path }: Exchange, answer: Answer, { codes, message }: NestedError): boolean {
  const { statuses, code, text, request, mediaType, without } = refusal;
  return (
    statuses.includes(answer.status) &&
    (code === undefined || codes.some((one) => code.test(one))) &&
    (text === undefined || text.test(message)) &&
    (request === undefined || request.test(`${method} ${path}`)) &&
    (mediaType === undefined || mediaTypeOf(answer) === mediaType) &&
    (without === undefined || answer.headers[without] === undefined)
  );
}

function sentence({ says, shows }: Refusal, { status, headers }: Answer, { codes, message }: NestedError): string {
  const after = headers['retry-after'];
  const until = after === undefined ? '' : `, Retry-After: ${after.slice(0, 40)}`;
  const [, detail] = shows?.exec(message) ?? [];
  const code = codes.find((one) => /^[\w. -]{1,60}$/.test(one));
  return `${says}${detail === undefined ? '' : `: ${detail}`} (status ${status}${code === undefined ? '' : `, ${code}`}${until})`;
}
