import { nothingSeen } from '../contract/evidence.ts';
import type { PlannedCase } from '../contract/plan.ts';
import type { Stopped } from '../contract/stopped.ts';
import { leftOut } from '../graph/leftOut.ts';
import type { Suite } from '../graph/suite.ts';
import { buildResults } from '../report/buildResults.ts';
import { derive } from '../report/derive.ts';
import { writeResults } from '../report/reporter.ts';
import { tellGitHub, writeReports } from '../report/reportFiles.ts';
import type { CaseReport, Results } from '../report/results.ts';
import { reviewsOf } from '../report/reviews.ts';
import { rulesOf } from '../report/rules.ts';
import { verdictLines } from '../report/verdictLines.ts';
import { resultsBefore } from './before.ts';
import { reports } from './reports.ts';
import { runInfoOf } from './runInfo.ts';

/** Puts a run on record that was stopped before its first case, and tells what it came to. */
export function tellUnjudged(suite: Suite, stopped: Stopped, started: Date): void {
  const results = unjudged(suite, stopped, started);
  const before = resultsBefore(process.env, (text) => process.stderr.write(`${text}\n`));
  writeResults(reports, results);
  writeReports(reports, results);
  const said = [...tellGitHub(results, process.env, (text) => text, { before }), ...verdictLines(results)];
  process.stdout.write(`${said.join('\n')}\n`);
}

/** The results of a run that was stopped before its first case: whatever is asked could not be judged. */
function unjudged(suite: Suite, stopped: Stopped, started: Date): Results {
  const reportOf = (planned: PlannedCase): CaseReport => {
    const skipped = Object.fromEntries(leftOut(planned, suite));
    const nothing = { id: planned.documented.id, evidence: nothingSeen, exchanges: [], leftovers: [] };
    return derive(planned, { ...nothing, skipped, stopped }, suite).report;
  };
  const startedAt = started.toISOString();
  const { deviations } = rulesOf(suite.policies, suite.deviations);
  return buildResults(
    suite.plan,
    new Map(suite.plan.map((planned) => [planned.documented.id, reportOf(planned)])),
    new Map(),
    { reviews: reviewsOf(deviations, startedAt.slice(0, 10)) },
    { ...runInfoOf(suite, process.env), startedAt, milliseconds: Date.now() - started.getTime() },
  );
}
