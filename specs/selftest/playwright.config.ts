import { defineConfig } from '@playwright/test';

/** The tests of the tester. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  workers: '100%',
  reporter: [[process.env['CI'] ? 'dot' : 'line']],
  use: { trace: 'off' },
});
