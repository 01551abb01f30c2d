import { expect, test } from '@playwright/test';
import type { BlockingClass } from '../../../src/evidence/blocking.ts';
import type { Stopped } from '../../../src/evidence/stopped.ts';
import { CircuitBreaker } from '../../../src/run/circuitBreaker.ts';

test.describe('three cases in a row that the environment keeps from being judged', () => {
  const run = (...seen: readonly (BlockingClass | undefined)[]): (Stopped | undefined)[] => {
    const breaker = new CircuitBreaker();
    return seen.map((one) => breaker.add(one));
  };

  test('stop the run with a sentence', () => {
    const reason =
      '3 cases in a row could not be judged (permission, throttled); the run stops, for the next one would not fare better';
    expect(run('permission', 'throttled', 'permission')).toEqual([
      undefined,
      undefined,
      { reason, class: 'permission' },
    ]);
    expect(run('credential', 'licence', 'outage', 'outage').at(-1)?.reason).toContain('3 cases in a row');
  });

  test('are no more when one was judged in between, or is a matter of its own', () => {
    expect(run('outage', 'outage', undefined, 'outage', 'outage').at(-1)).toBeUndefined();
    expect(run('outage', 'outage', 'not routed', 'outage', 'outage').at(-1)).toBeUndefined();
    expect(run('retired', 'retired', 'retired', 'not routed').at(-1)).toBeUndefined();
  });
});
