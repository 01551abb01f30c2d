import { defineConfig } from '@playwright/test';

/** The proof that every claim can be broken; it takes minutes. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  fullyParallel: true,
  forbidOnly: true,
  timeout: 300_000,
  /** Some parts wait more than they work. */
  workers: '150%',
  reporter: [[process.env['CI'] ? 'dot' : 'line'], ['./proofReporter.ts']],
  use: { trace: 'off' },
});
