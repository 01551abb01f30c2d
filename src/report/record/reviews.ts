import type { Deviation } from '../../judge/deviation.ts';
import { counted } from '../text/counted.ts';
import type { Rules } from './rules.ts';

/** A recorded deviation whose review is due soon, or over, so that it counted for nothing. */
export interface Review {
  readonly contract: string;
  readonly claim: string;
  readonly owner: string;
  readonly reviewBy: string;
  readonly over?: true;
}

/** How many days before its review a deviation is warned of. */
const noticeDays = 30;
const day = 24 * 60 * 60 * 1000;
const shown = 5;

/** The deviations whose review is due within a month of a day, YYYY-MM-DD, or over; the earliest first. */
export function reviewsOf({ entries, lapsed = [] }: Rules['deviations'], today: string): Review[] {
  const until = new Date(Date.parse(today) + noticeDays * day).toISOString().slice(0, 10);
  return [
    ...lapsed.map((entry): Review => ({ ...placeOf(entry), over: true })),
    ...entries.filter(({ reviewBy }) => reviewBy <= until).map(placeOf),
  ].toSorted((one, other) => (one.reviewBy < other.reviewBy ? -1 : Number(one.reviewBy > other.reviewBy)));
}

function placeOf({ contract, claim, owner, reviewBy }: Deviation): Review {
  return { contract, claim, owner, reviewBy };
}

/** Reviews in words: a line for those of one owner that are due on one day. */
export function reviewLines(reviews: readonly Review[]): string[] {
  const groups = new Map<string, Review[]>();
  for (const review of reviews) {
    const key = JSON.stringify([review.over, review.reviewBy, review.owner]);
    groups.set(key, [...(groups.get(key) ?? []), review]);
  }
  return [...groups.values()].map((group) => {
    const [{ over, reviewBy, owner } = { over: undefined, reviewBy: '', owner: '' }] = group;
    const count = counted(group.length, 'deviation');
    const [are, its] = group.length === 1 ? ['is', 'its'] : ['are', 'their'];
    const what = over
      ? `${count} ${group.length === 1 ? 'counts' : 'count'} for nothing, because ${its} review was due by ${reviewBy}`
      : `${count} ${are} to be reviewed by ${reviewBy}, and ${group.length === 1 ? 'counts' : 'count'} for nothing afterwards`;
    const places = group.slice(0, shown).map(({ contract, claim }) => `${contract} at "${claim}"`);
    const more = group.length > places.length ? [`${group.length - places.length} more`] : [];
    return `${what} (${owner}): ${[...places, ...more].join(', ')}`;
  });
}
