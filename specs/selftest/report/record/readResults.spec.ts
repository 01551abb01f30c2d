import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { made } from '../../../../fixtures/comparedResults.ts';
import { contractsFolder } from '../../../../src/contracts/load.ts';
import { compare } from '../../../../src/report/compare/compare.ts';
import { ResultsError, readResults } from '../../../../src/report/record/readResults.ts';
import type { Results } from '../../../../src/report/record/results.ts';

const resultsSchema = JSON.parse(readFileSync(join(contractsFolder, 'results.schema.json'), 'utf8')) as object;

const refused: readonly (readonly [name: string, text: string, message: RegExp])[] = [
  ['no JSON', '{', /^is no JSON$/],
  ['nothing', 'null', /^is not the results of a run: its root must be object$/],
  ['something else', '{"name":"x"}', /^is not the results of a run: its root must have required property 'suite'$/],
  [
    'a verdict of its own',
    JSON.stringify(made()).replace('"verdict":"pass"', '"verdict":"great"'),
    /^is not the results of a run: \/cases\/0\/.* must be equal to one of the allowed values$/,
  ],
  [
    'another major version',
    '{"suite":{"version":"1.0.0"}}',
    /^is of version 1\.0\.0 of the suite and this is 0\.1\.0; compare it with that version$/,
  ],
];

for (const [name, text, message] of refused) {
  test(`${name} is refused in a sentence`, () => {
    const read = (): Results => readResults(text, resultsSchema, '0.1.0');
    expect(read).toThrow(ResultsError);
    expect(read).toThrow(message);
  });
}

test('how long a case took changes nothing, and results from before it was recorded are read', () => {
  const timed: Results = { ...made(), cases: made().cases.map((one) => ({ ...one, milliseconds: 7 })) };
  const [before, after] = [made(), timed].map((one) => readResults(JSON.stringify(one), resultsSchema, '0.1.0'));
  if (!before || !after) throw new Error('nothing was read');
  expect([before.cases[0]?.milliseconds, after.cases[0]?.milliseconds]).toEqual([undefined, 7]);
  for (const comparison of [compare(before, after), compare(after, before)])
    expect(comparison).toMatchObject({ outcome: 'same or better', changes: [] });
});
