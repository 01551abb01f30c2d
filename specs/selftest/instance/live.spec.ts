import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { api } from '../../../fixtures/api.ts';
import { inspect } from '../../../src/instance/instance.ts';
import { isObject, readJson } from '../../../src/value/json.ts';

/** Bodies of the shape that the live service gives them, with values of our own. */
const text = readFileSync(new URL('../../../fixtures/liveShapes.json', import.meta.url), 'utf8');
const shapes = readJson(text);
const bodies = isObject(shapes) && Array.isArray(shapes['bodies']) ? shapes['bodies'].filter(isObject) : [];

test('there are shapes', () => {
  expect(bodies.length).toBeGreaterThan(10);
});

for (const { name, type, body } of bodies) {
  test(`${String(name)} is a right ${String(type)}`, () => {
    const items = isObject(body) && Array.isArray(body['value']) ? body['value'] : [body ?? null];
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(isObject(item) ? inspect(api.types, String(type), item) : 'no object').toEqual([]);
  });
}
