import { defineConfig } from '@playwright/test';
import { config as loadEnvironment } from 'dotenv';
import suitePackage from './package.json' with { type: 'json' };
import { signsIn } from './src/graph/credential/kinds.ts';
import { liveTime } from './src/graph/liveSession.ts';
import { readSuite } from './src/graph/suite.ts';
import { allureOptions } from './src/report/allure.ts';
import type { ReporterOptions } from './src/report/reporter.ts';
import { rerunSettings } from './src/report/rerun.ts';
import { type CaseReport, digestOf } from './src/report/results.ts';

loadEnvironment({ path: process.env['ENV_FILE'] ?? '.env', quiet: true });
const { target, contracts, plan } = readSuite(process.env);

const reports = new Map<string, CaseReport>();
const reporter: ReporterOptions = {
  plan,
  onReport: (key, report) => reports.set(key, report),
  folder: 'reports',
  info: {
    suite: { name: suitePackage.name, version: suitePackage.version },
    contracts: { count: contracts.types.length + contracts.requests.length, digest: digestOf(contracts) },
    target: { kind: target.kind, ...(target.baseUrl === undefined ? {} : { baseUrl: target.baseUrl }) },
    levels: target.levels,
    settings: rerunSettings(process.env),
  },
};

/** A list is no run: the results of the last one stay. */
const isList = process.argv.includes('--list');

export default defineConfig({
  testDir: 'specs',
  testMatch: 'conformance.spec.ts',
  outputDir: 'reports/test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: target.live ? liveTime.cases + liveTime.removal + 60_000 : 180_000,
  workers: signsIn(target) ? 1 : '100%',
  projects: [{ name: target.kind }],
  reporter: isList
    ? 'list'
    : [
        ['./src/report/reporter.ts', reporter],
        ...(process.argv.includes('merge-reports')
          ? []
          : [['allure-playwright', allureOptions(plan, reporter.info, reports)] as const]),
        ...(process.argv.some((argument) => argument.startsWith('--shard'))
          ? [['blob', { outputDir: 'reports/blob-report' }] as const]
          : []),
      ],
  use: { trace: 'off' },
});
