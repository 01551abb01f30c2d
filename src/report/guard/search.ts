import { meanings } from './digits.ts';
import type { Needles } from './needles.ts';
import { Unpacking } from './packed.ts';
import { plainer } from './plain.ts';

/** How many encodings may be around each other, besides escapes. */
const deepest = 4;
/** How many times escapes are undone. */
const mostLevels = 6;

/** Whether bytes hold any needle, as they are or in whatever they encode. */
export function isHeld(
  needles: Needles,
  bytes: Uint8Array,
  unpacking: Unpacking = new Unpacking(),
  depth = deepest,
): boolean {
  if (needles.areIn(bytes)) return true;
  if (depth === 0) return false;
  const isInAny = (inner: Iterable<Uint8Array>): boolean => {
    for (const one of inner) if (isHeld(needles, one, unpacking, depth - 1)) return true;
    return false;
  };
  if (isInAny(unpacking.within(bytes))) return true;
  let text = bytes;
  for (let level = 0; level < mostLevels; level += 1) {
    const next = plainer(text);
    if (next === undefined) break;
    if (needles.areIn(next)) return true;
    text = next;
  }
  for (const { all, text: inner, packed } of meanings(text))
    if (
      needles.areIn(all) ||
      isInAny(unpacking.within(all)) ||
      isInAny(unpacking.each(packed)) ||
      (inner.length > 0 && isInAny([inner]))
    )
      return true;
  return false;
}
