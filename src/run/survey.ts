import { credentialProblems } from '../credential/credentialProblems.ts';
import { strayNotes } from '../credential/strays.ts';
import { unreadNotes } from '../settings/refused/ignoredSettings.ts';
import type { Environment } from '../settings/setting.ts';
import { SettingProblems } from '../settings/settingProblems.ts';
import { type SuiteSurvey, surveySuite } from './suite.ts';

/** What an environment says of a run and its credential; `notes` are what a person should know that stops nothing. */
export interface RunSurvey extends SuiteSurvey {
  readonly notes: readonly string[];
}

/**
 * Reads everything that a run goes by, its credential included, and collects what is wrong or missing; asks nobody. `options` are
 * those that Node was started with, `now` is in milliseconds.
 */
export function surveyRun(environment: Environment, now = Date.now(), options: readonly string[] = []): RunSurvey {
  const problems = new SettingProblems();
  const survey = surveySuite(environment, { options });
  problems.add(survey.problems);
  const live = survey.target?.live;
  if (live) problems.add(credentialProblems(live, environment, now));
  const ofCredential = live?.credential === undefined ? [] : strayNotes(live.credential, environment);
  const notes = survey.suite ? [...unreadNotes(environment), ...ofCredential] : [];
  return { ...survey, problems: problems.found, notes };
}
