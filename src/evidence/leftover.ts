import type { Exchange } from './exchange.ts';

/** What became of an entity that had to be removed and is not known to be gone: its removal succeeded, but no look showed that; or it is still there. */
export const fates = ['not seen gone', 'not removed'] as const;

/** One of the fates. */
export type Fate = (typeof fates)[number];

/** An entity that a run made and that is not known to be gone. */
export interface Leftover {
  readonly path: string;
  readonly fate: Fate;
}

/** Whether an exchange says that nothing is there any more. */
export function isGone({ answer }: Exchange): boolean {
  return answer?.status === 404 || answer?.status === 410;
}

/** The fate of an entity by its removal and the look after it; undefined where it is gone. Without a look the removal is believed. */
export function fateOf(removal: Exchange, look?: Exchange): Fate | undefined {
  const isRemoved = isGone(removal) || (removal.answer?.status ?? 500) < 300;
  if (look === undefined) return isRemoved ? undefined : 'not removed';
  if (isGone(look)) return undefined;
  const isShown = (look.answer?.status ?? 500) < 300;
  return isRemoved && !isShown ? 'not seen gone' : 'not removed';
}
