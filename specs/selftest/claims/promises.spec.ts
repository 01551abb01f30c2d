import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { claimsOfCase } from '../../../fixtures/judged.ts';
import type { Claim } from '../../../src/claims/claim.ts';

/** The claims of some kinds that cases have, as one line each; an empty list says that a case has none of the kind. */
const promises = JSON.parse(
  readFileSync(new URL('../../../fixtures/promises.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

// Deviations, policies and results name claims by their ids, and readers know them by their sentences: neither changes unseen.
for (const [id, kinds] of Object.entries(promises)) {
  test.describe(`${id} promises`, () => {
    for (const [kind, lines] of Object.entries(kinds)) {
      test(`${kind}: ${lines.length}`, () => {
        expect(
          claimsOfCase(id)
            .filter((claim) => claim.kind === kind)
            .map(lineOf),
        ).toEqual(lines);
      });
    }
  });
}

function lineOf({ id, level, text, source, property, template, needs, defersTo }: Claim): string {
  return [
    `${id}: ${text}`,
    `${level}; ${source.page}, ${source.section}`,
    ...(property === undefined ? [] : [`of ${property}`]),
    ...(template === undefined ? [] : [`at ${template}`]),
    ...(needs.length === 0 ? [] : [`needs ${needs.join(', ')}`]),
    ...(defersTo === undefined ? [] : [`defers to ${defersTo.join(', ')}`]),
  ].join(' | ');
}
