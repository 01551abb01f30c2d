import type { JsonObject } from '../value/json.ts';

/** Every second property of an instance, and the others, each half with the annotations; none where there are not two. */
export function halvesOf(values: JsonObject): JsonObject[] {
  const names = Object.keys(values).filter((name) => !name.startsWith('@'));
  if (names.length < 2) return [];
  return [0, 1].map((rest) => {
    const half = names.filter((_name, index) => index % 2 === rest);
    return Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith('@') || half.includes(name)));
  });
}
