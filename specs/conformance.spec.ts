import { plan } from '../fixtures/plan.ts';
import { test } from '../fixtures/test.ts';

for (const planned of plan) {
  const [resource, page, request] = planned.titles;

  test.describe(resource, () => {
    test.describe(page, () => {
      test(request, { tag: [...planned.tags] }, async ({ examine, hold }) => {
        for (const verdict of await examine(planned)) await hold(verdict);
      });
    });
  });
}
