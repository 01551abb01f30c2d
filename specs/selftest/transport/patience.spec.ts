import { expect, test } from '@playwright/test';
import { handClock } from '../../../fixtures/handClock.ts';
import { Patience } from '../../../src/transport/time/patience.ts';

const never = (): boolean => false;
const attempt = (): Promise<string> => Promise.resolve('seen');
const spent = (result: string, why: string): string => `${result}, ${why}`;

test.describe('what shows within the window is seen, whenever that is and however long a look takes', () => {
  const windows = [1, 2000, 300_000];
  const looks = [0, 1, 800, 5000];
  const parts = [0, 0.5, 0.82, 0.95, 0.999, 1];
  for (const window of windows)
    for (const took of looks)
      test(`a window of ${window} ms, looks of ${took} ms`, async () => {
        for (const part of parts)
          for (const pause of [250, 500, 5000]) {
            const clock = handClock();
            const look = async (): Promise<boolean> => {
              const isShown = clock.now() >= part * window;
              clock.take(took);
              return isShown;
            };
            const patience = new Patience({ window, total: window, pause, clock });
            expect(await patience.until(look, (isShown) => isShown), `after ${part} of it, pauses of ${pause}`).toBe(
              true,
            );
          }
      });
});

test('what does not show within the window is looked for a last time at its end, and not afterwards', async () => {
  const clock = handClock();
  const asked: number[] = [];
  const look = async (): Promise<string> => {
    asked.push(clock.now());
    return 'seen';
  };
  expect(await new Patience({ window: 2000, total: 10_000, clock }).until(look, never, spent)).toBe('seen');
  expect(asked).toEqual([0, 20, 60, 140, 300, 620, 1120, 1620, 2000]);
});

test('once the total is spent, what is not as wanted is no sign of anything, and the setting is named', async () => {
  for (const [setting, name] of [[{}, 'GRAPH_CONVERGENCE_MS'] as const, [{ setting: 'GRAPH_X' }, 'GRAPH_X'] as const]) {
    const clock = handClock();
    const patience = new Patience({ window: 50, total: 120, clock, ...setting });
    expect(await patience.until(attempt, never, spent)).toBe('seen');
    expect(await patience.until(attempt, never, spent)).toBe('seen');
    const told = await patience.until(attempt, never, spent);
    expect(told).toMatch(/^seen, it was not waited for any longer/);
    expect(told).toContain(`the 120 ms that ${name} (50) allows`);
    expect(clock.now()).toBe(120);
    expect(await patience.until(attempt, never, spent)).toBe(told);
    expect(clock.now()).toBe(120);
    expect(await patience.until(attempt, (result) => result === 'seen', spent)).toBe('seen');
  }
});

test('looks that take long use up no more of the total than their window', async () => {
  const clock = handClock();
  const slow = async (): Promise<string> => {
    clock.take(10_000);
    return 'seen';
  };
  const patience = new Patience({ window: 100, total: 200, clock });
  expect(await patience.until(slow, never, spent)).toBe('seen');
  expect(await patience.until(slow, never, spent)).toBe('seen');
  expect(await patience.until(slow, never, spent)).toMatch(/^seen, it was not waited for/);
});

test('where nothing is to be waited for, everything is as it is seen', async () => {
  const patience = new Patience({ window: 0, total: 0 });
  expect(await patience.until(attempt, never, spent)).toBe('seen');
  expect(await patience.until(attempt, never, spent)).toBe('seen');
});
