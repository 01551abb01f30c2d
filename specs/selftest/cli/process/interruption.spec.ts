import { expect, test } from '@playwright/test';
import { Interruption } from '../../../../src/cli/process/interruption.ts';

/** An interruption by a clock that is set, with a record of what was said and done. */
function interruptible(): { interruption: Interruption; record: (string | number)[]; clock: { now: number } } {
  const record: (string | number)[] = [];
  const clock = { now: 0 };
  const interruption = new Interruption({
    say: (text) => record.push(text),
    exit: (code) => record.push(code),
    now: () => clock.now,
  });
  return { interruption, record, clock };
}

test('a signal that nobody heeds ends a command at once, with its code', () => {
  const { interruption, record } = interruptible();
  interruption.notice('SIGTERM');
  expect(record).toEqual(['INTERRUPTED (SIGTERM)', 143]);
});

test('the first signal stops in good order, one press counts once, and the next press ends at once with the code of the first', async () => {
  const { interruption, record, clock } = interruptible();
  const heeding = { stop: (signal: string) => record.push(`stop ${signal}`), hurry: () => record.push('hurry') };
  await interruption.heed(heeding, async () => {
    interruption.notice('SIGINT');
    clock.now = 100;
    interruption.notice('SIGINT');
    expect(record).toEqual(['stop SIGINT']);
    clock.now = 5000;
    interruption.notice('SIGTERM');
  });
  expect(record).toEqual(['stop SIGINT', 'hurry', 'INTERRUPTED (SIGINT)', 130]);
  expect(interruption.signal).toBe('SIGINT');
});
