import { type JsonObject, writeJson } from './json.ts';

/**
 * An instance unlike others: of each property the first candidate's value that none of them has, or where they have all, one
 * after the other. The candidates have the same properties.
 */
export function distinctFrom(others: readonly JsonObject[], candidates: readonly JsonObject[]): JsonObject {
  const [plain = {}] = candidates;
  const instance: JsonObject = { ...plain };
  for (const name of Object.keys(plain).filter((key) => !key.startsWith('@'))) {
    const taken = new Set(others.map((other) => writeJson(other[name] ?? null)));
    const free = candidates.find((candidate) => !taken.has(writeJson(candidate[name] ?? null)));
    instance[name] = (free ?? candidates[others.length % candidates.length] ?? plain)[name] ?? null;
  }
  return instance;
}
