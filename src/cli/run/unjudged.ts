import { nothingSeen } from '../../evidence/evidence.ts';
import type { Stopped } from '../../evidence/stopped.ts';
import type { CaseReport } from '../../judge/caseReport.ts';
import { judgeCase } from '../../judge/judgeCase.ts';
import type { PlannedCase } from '../../plan/plan.ts';
import { verdictLines } from '../../report/console/verdictLines.ts';
import { describeMissing } from '../../report/ending/ending.ts';
import { judgementOf } from '../../report/ending/judgement.ts';
import { tellJob, writeReports } from '../../report/ending/reportFiles.ts';
import type { MissingReport } from '../../report/ending/told.ts';
import { buildResults } from '../../report/record/buildResults.ts';
import type { Results } from '../../report/record/results.ts';
import { reviewsOf } from '../../report/record/reviews.ts';
import { rulesOf } from '../../report/record/rules.ts';
import { leftOut } from '../../run/leftOut.ts';
import type { Suite } from '../../run/suite.ts';
import { sanitise } from '../../value/sanitise.ts';
import { resultsBefore } from './before.ts';
import { reports } from './reports.ts';
import { runInfoOf } from './runInfo.ts';

/** Puts a run on record that was stopped before its first case, and tells what it came to; whether every report was written. */
export function tellUnjudged(name: string, suite: Suite, stopped: Stopped, started: Date): boolean {
  const results = unjudged(suite, stopped, started);
  const before = resultsBefore(process.env, (text) => process.stderr.write(`${text}\n`));
  const { annotations, jobSummary } = judgementOf(results, process.env, { before });
  process.stdout.write(`${[...annotations, ...verdictLines(results)].join('\n')}\n`);
  const complain = (one: MissingReport): boolean =>
    process.stderr.write(`${name}: ${sanitise(describeMissing(one))}\n`);
  tellJob(process.env, jobSummary).forEach(complain);
  const missing = writeReports(reports, results);
  missing.forEach(complain);
  return missing.length === 0;
}

/** The results of a run that was stopped before its first case: whatever is asked could not be judged. */
function unjudged(suite: Suite, stopped: Stopped, started: Date): Results {
  const reportOf = (planned: PlannedCase): CaseReport => {
    const skipped = Object.fromEntries(leftOut(planned, suite));
    const nothing = { id: planned.documented.id, evidence: nothingSeen, exchanges: [], leftovers: [] };
    return judgeCase(planned, { ...nothing, skipped, stopped }, suite).report;
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
