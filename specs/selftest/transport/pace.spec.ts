import { expect, test } from '@playwright/test';
import { Pace } from '../../../src/transport/time/pace.ts';

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
