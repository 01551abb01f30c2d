import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { resultsBefore } from './src/cli/run/before.ts';
import { runInfoOf } from './src/cli/run/runInfo.ts';
import { signsIn } from './src/credential/kinds.ts';
import { secretsIn } from './src/credential/secrets.ts';
import { allureWriter } from './src/report/allure/allure.ts';
import { addressesIn } from './src/report/certificate/certificate.ts';
import { pipelineOf } from './src/report/ci/pipeline.ts';
import { outliveReaders } from './src/report/console/closedOutput.ts';
import { heedCommand } from './src/report/ending/heed.ts';
import { tellPerson } from './src/report/ending/tellPerson.ts';
import { isListenedTo, tellerToCommand } from './src/report/ending/told.ts';
import { Guard, tokenBeginnings } from './src/report/guard/guard.ts';
import { guardOutput } from './src/report/guard/guardedOutput.ts';
import type { ReporterOptions } from './src/report/playwright/reporter.ts';
import { startedAs } from './src/report/playwright/startedAs.ts';
import { rulesOf } from './src/report/record/rules.ts';
import { surveyedProcess } from './src/run/processSuite.ts';
import { newRun, runVariable, targetDigest } from './src/run/runName.ts';
import { listedSuite, settledSuite } from './src/run/suite.ts';
import { caseTimeOf, runnersTime } from './src/settings/caseTime.ts';
import { loadEnvironment } from './src/settings/file/environment.ts';
import { given } from './src/settings/setting.ts';
import { settings } from './src/settings/settings.ts';
import { sanitise } from './src/value/sanitise.ts';

outliveReaders([process.stdout, process.stderr]);
const ofSettings = loadEnvironment();
const guard = new Guard(() => [...secretsIn(process.env), ...tokenBeginnings]);
for (const stream of [process.stdout, process.stderr]) guardOutput(stream, guard);
/** Neither a list nor what a person runs by the way is a run: the results of the last one stay. */
const started = startedAs(process.argv.slice(2));
const isWorker = process.env['TEST_WORKER_INDEX'] !== undefined;
if (!isWorker && !isListenedTo(process)) for (const note of ofSettings) process.stderr.write(`${sanitise(note)}\n`);
const survey = surveyedProcess();
const suite = started === 'list' ? listedSuite(survey) : settledSuite(survey);
/** Workers read the configuration too, and find the name of the run that they belong to. */
const run = process.env[runVariable] || newRun();
process.env[runVariable] = run;
/** The package is compiled; in the repository Playwright compiles itself. */
const extension = existsSync(join(import.meta.dirname, 'specs/conformance.spec.ts')) ? 'ts' : 'js';
const reporterIn = (name: string): string => join(import.meta.dirname, `src/report/playwright/${name}.${extension}`);
/** Reports go to where the run was started, not to where the suite is. */
const folder = join(process.cwd(), 'reports');
const { target, contracts, plan, policies, deviations } = suite;

const info = runInfoOf(suite, process.env);
const allure = started === 'run' ? allureWriter(plan, info, join(folder, 'allure-results')) : undefined;
const tenant = target.live && targetDigest(target, given(settings.tenant, process.env));
const pipeline = pipelineOf(process.env);
const parts = { ...(tenant === undefined ? {} : { tenant }), ...(pipeline === undefined ? {} : { pipeline }) };
const reporter: ReporterOptions = {
  plan,
  planned: suite.planned,
  folder,
  run,
  parts,
  rules: rulesOf(policies, deviations),
  pages: addressesIn(contracts),
  info,
  guard,
  before: () => resultsBefore(process.env, (text) => process.stderr.write(`${text}\n`)),
  tell: tellerToCommand(process) ?? tellPerson(process),
  heeded: heedCommand(process),
  ...(allure && { onReport: allure.onReport, onResults: allure.onResults }),
};

export default defineConfig({
  testDir: 'specs',
  testMatch: `conformance.spec.${extension}`,
  outputDir: join(folder, 'test-results'),
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: runnersTime(target, caseTimeOf(target)),
  workers: signsIn(target) ? 1 : '100%',
  projects: [{ name: target.kind }],
  reporter:
    started === 'run'
      ? [
          [reporterIn('reporter'), reporter],
          [reporterIn('withhold')],
          ...(allure ? [['allure-playwright', allure.options] as const] : []),
        ]
      : 'list',
  use: { trace: 'off' },
});
