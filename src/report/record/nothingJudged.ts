import { type BlockingClass, blockingClasses } from '../../evidence/blocking.ts';
import type { ClaimRecord } from '../../judge/claimRecord.ts';
import { sanitise } from '../../value/sanitise.ts';

/** That nothing of the service was judged in a run: what kept it from that, and the reason that was met first. */
export interface NothingJudged {
  readonly class: BlockingClass;
  readonly reason: string;
  /** It passes without anybody's doing: the service is throttling or down. */
  readonly passing?: true;
}

const longest = 500;
const passing: ReadonlySet<BlockingClass> = new Set(['throttled', 'outage']);
/** What a path that is not served, or is retired, says of a service in which nothing at all could be judged. */
const broader: Readonly<Partial<Record<BlockingClass, BlockingClass>>> = { 'not routed': 'tenant', retired: 'tenant' };

/**
 * What kept all the claims that were asked from being judged; undefined if one was judged, or the suite failed. If none was
 * asked, the tenant is to blame that holds nothing to look at, and nobody else.
 */
export function nothingJudgedIn(records: readonly ClaimRecord[]): NothingJudged | undefined {
  const asked = records.filter(({ verdict }) => verdict !== 'skipped');
  if (asked.some(({ verdict }) => verdict !== 'inconclusive')) return undefined;
  const open = asked.length > 0 ? asked : records.filter(({ notAsked }) => notAsked?.by === 'absence');
  if (open.length === 0) return undefined;
  const count = (name: BlockingClass): number => open.filter((one) => classOf(one) === name).length;
  const [name = 'tenant'] = blockingClasses.toSorted((one, other) => count(other) - count(one));
  const reason = open.find((one) => classOf(one) === name)?.reason ?? 'no reason is given';
  return {
    class: name,
    reason: sanitise(reason, longest).replaceAll(/\s+/g, ' '),
    ...(passing.has(name) ? { passing: true } : {}),
  };
}

function classOf({ class: name }: ClaimRecord): BlockingClass {
  return name === undefined ? 'tenant' : (broader[name] ?? name);
}
