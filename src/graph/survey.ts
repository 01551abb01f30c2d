import { credentialProblems } from './credential/credentialProblems.ts';
import type { Environment } from './setting.ts';
import { SettingProblems } from './settingProblems.ts';
import { type SuiteSurvey, surveySuite } from './suite.ts';

/** Reads everything that a run goes by, its credential included, and collects what is wrong or missing; asks nobody. */
export function surveyRun(environment: Environment): SuiteSurvey {
  const problems = new SettingProblems();
  const survey = surveySuite(environment);
  problems.add(survey.problems);
  const live = survey.target?.live;
  if (live) problems.add(credentialProblems(live, environment));
  return { ...survey, problems: problems.found };
}
