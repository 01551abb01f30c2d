import { expect, test } from '@playwright/test';
import { Patience } from '../../src/graph/patience.ts';

const never = (): boolean => false;
const attempt = (): Promise<string> => Promise.resolve('seen');
const spent = (result: string, why: string): string => `${result}, ${why}`;

test('what does not come within the window is given as it was last seen', async () => {
  expect(await new Patience({ window: 20, total: 100 }).until(attempt, never, spent)).toBe('seen');
});

test('once the total is spent, what is not as wanted is no sign of anything, and the setting is named', async () => {
  const patience = new Patience({ window: 50, total: 50 });
  expect(await patience.until(attempt, never, spent)).toBe('seen');
  expect(await patience.until(attempt, never, spent)).toMatch(/^seen, it was not waited for .* GRAPH_CONVERGENCE_MS/);
  expect(await patience.until(attempt, (result) => result === 'seen', spent)).toBe('seen');
});

test('where nothing is to be waited for, everything is as it is seen', async () => {
  const patience = new Patience({ window: 0, total: 0 });
  expect(await patience.until(attempt, never, spent)).toBe('seen');
  expect(await patience.until(attempt, never, spent)).toBe('seen');
});
