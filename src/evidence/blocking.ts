import { type Failure, type FailureKind, refusalClasses } from './exchange.ts';

/**
 * What kept something from being judged: a class of refusal; `tenant`: it is not the tenant that was meant, or it has not what
 * is asked for; `network`: no answer came.
 */
export type BlockingClass = (typeof blockingClasses)[number];

/** The classes, in the order in which they are told. */
export const blockingClasses = [...refusalClasses, 'network', 'tenant'] as const;

/** The ways to get no answer that are nobody's refusal. */
const silence: ReadonlySet<FailureKind> = new Set(['refused', 'dns', 'tls', 'timeout', 'reset']);

/** What a failed exchange shows to be in the way; undefined for a fault of the server, and for what was not sent on purpose. */
export function blockingOf({ kind, class: name }: Failure): BlockingClass | undefined {
  return name ?? (silence.has(kind) ? 'network' : undefined);
}
