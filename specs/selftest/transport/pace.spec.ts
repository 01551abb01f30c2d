import { expect, test } from '@playwright/test';
import { Pace, shareOf } from '../../../src/transport/time/pace.ts';

test('requests that come at once are sent one after the other, at the rate', () => {
  const pace = new Pace({ perSecond: 4 });
  expect([0, 0, 0].map((now) => pace.next(now))).toEqual([0, 250, 500]);
});

test('time without requests is not saved up', () => {
  const pace = new Pace({ perSecond: 4 });
  expect([0, 10_000, 10_000].map((now) => pace.next(now))).toEqual([0, 0, 250]);
});

test('without a rate nothing waits, and without a budget nothing ends', () => {
  const pace = new Pace({});
  expect(Array.from({ length: 100 }, () => pace.next(5))).toEqual(Array.from({ length: 100 }, () => 0));
});

test('a budget that is used up lets nothing more through', () => {
  const pace = new Pace({ most: 2 });
  expect([0, 0, 0, 0].map((now) => pace.next(now))).toEqual([0, 0, undefined, undefined]);
});

for (const [shards, workers] of [
  [1, 1],
  [2, 1],
  [2, 2],
  [3, 4],
] as const)
  test(`${shards} shards of ${workers} workers send together what one run may, and no request more`, () => {
    const whole = { perSecond: 12, most: 1001 };
    const parts = Array.from({ length: shards * workers }, (_, at) => {
      const ofShard = shareOf(whole, { index: Math.floor(at / workers), of: shards });
      return shareOf(ofShard, { index: at % workers, of: workers });
    });
    const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
    expect(sum(parts.map(({ most = Number.NaN }) => most))).toBe(whole.most);
    expect(sum(parts.map(({ perSecond = Number.NaN }) => perSecond))).toBeCloseTo(whole.perSecond);
    expect(shareOf({}, { index: 0, of: shards })).toEqual({});
  });
