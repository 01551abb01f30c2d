import { type SuiteSurvey, surveySuite } from './suite.ts';

let survey: SuiteSurvey | undefined;

/**
 * What the environment of this process says of a run, read once: the configuration of Playwright, the specs and the fixtures of a
 * process go by the same. Settings of a file have to be in the environment before. A worker is started with options of
 * Playwright's own; those of a person are looked at in the process that starts it.
 */
export function surveyedProcess(): SuiteSurvey {
  const isWorker = process.env['TEST_WORKER_INDEX'] !== undefined;
  survey ??= surveySuite(process.env, { options: isWorker ? [] : process.execArgv });
  return survey;
}
