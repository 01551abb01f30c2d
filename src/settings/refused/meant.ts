import { distanceTo } from '../../value/nearNames.ts';
import { fileVariable, settings } from '../settings.ts';

/** Variables that are read, by the beginnings of their names, with how many letters may be wrong in a name that is still theirs. */
interface Family {
  readonly prefix: string;
  readonly tolerated: (name: string) => number;
}

/** Few letters may be wrong, for other programs have names with the same beginning. */
const families: readonly Family[] = [
  { prefix: 'GRAPH_', tolerated: (name) => Math.min(3, Math.max(1, Math.floor((name.length - 6) / 3))) },
  { prefix: 'AZURE_', tolerated: () => 2 },
  { prefix: 'ACTIONS_', tolerated: () => 2 },
  { prefix: 'SYSTEM_', tolerated: () => 2 },
  { prefix: '', tolerated: () => 1 },
];

/** No more letters than these may be wrong or left out. */
const most = 5;

const names: readonly string[] = [...Object.values(settings).map(({ name }) => name), fileVariable];

/** The variables of which a name is almost that, the nearest first; only the name itself if it is one of them. */
export function meantBy(name: string): string[] {
  const upper = name.toUpperCase();
  if (names.includes(upper)) return [upper];
  return names
    .filter((one) => Math.abs(one.length - upper.length) <= most || isPart(upper, one))
    .map((one) => ({ one, distance: distanceTo(upper, one) }))
    .filter(
      ({ one, distance }) => distance <= toleratedIn(upper, one) || isPart(upper, one) || stem(upper) === stem(one),
    )
    .sort((one, other) => one.distance - other.distance)
    .map(({ one }) => one);
}

function toleratedIn(name: string, meant: string): number {
  const family = families.find(({ prefix }) => meant.startsWith(prefix));
  return family === undefined || !name.startsWith(family.prefix) ? 1 : family.tolerated(name);
}

/** Whether a name is the beginning of another, and more than what a family has in common. */
function isPart(name: string, meant: string): boolean {
  return meant.startsWith(`${name}_`) && name.includes('_');
}

function stem(name: string): string {
  return name.replaceAll(/[_.-]/g, '');
}
