import { type RefusalClass, refusalClasses } from '../contract/exchange.ts';
import type { ClaimRecord } from './results.ts';

/**
 * What kept everything from being judged: a class of refusal; `network`, if no answer came; `tenant`, if what is asked for is
 * not there.
 */
export type BlockingClass = RefusalClass | 'network' | 'tenant';

/** That nothing of the service was judged in a run: what kept it from that, and the reason that was met first. */
export interface NothingJudged {
  readonly class: BlockingClass;
  readonly reason: string;
  /** It passes without anybody's doing: the service is throttling or down. */
  readonly passing?: true;
}

const passing: ReadonlySet<BlockingClass> = new Set(['throttled', 'outage']);

/** That nothing was judged, for one class and reason. */
function nothingJudged(name: BlockingClass, reason: string): NothingJudged {
  return { class: name, reason, ...(passing.has(name) ? { passing: true } : {}) };
}

function classOf({ class: name }: ClaimRecord): BlockingClass {
  return name ?? 'tenant';
}

/** What kept all the claims that were asked from being judged; undefined if one was judged, none was asked, or the suite failed. */
export function nothingJudgedIn(records: readonly ClaimRecord[]): NothingJudged | undefined {
  const asked = records.filter(({ verdict }) => verdict !== 'skipped');
  if (asked.length === 0 || asked.some(({ verdict }) => verdict !== 'inconclusive')) return undefined;
  const count = (name: BlockingClass): number => asked.filter((one) => classOf(one) === name).length;
  const [name = 'tenant'] = [...refusalClasses, 'tenant' as const].toSorted((one, other) => count(other) - count(one));
  const reason = asked.find((one) => classOf(one) === name)?.reason ?? 'no reason is given';
  return nothingJudged(name, reason);
}
