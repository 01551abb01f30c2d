import { nothingSeen } from '../../evidence/evidence.ts';
import type { Stopped } from '../../evidence/stopped.ts';
import type { CaseReport } from '../../judge/caseReport.ts';
import { Deviations } from '../../judge/deviation.ts';
import { judgeCase } from '../../judge/judgeCase.ts';
import { Policies } from '../../judge/policy.ts';
import { type PlannedCase, plan } from '../../plan/plan.ts';
import { runFiles } from '../certificate/certificateFiles.ts';
import { buildResults } from '../record/buildResults.ts';
import type { Results } from '../record/results.ts';
import { checkTold, RunRefusal, resultsIn, type Verifier } from './readRun.ts';
import { differencesOf } from './resultsDifference.ts';
import type { RunFolder } from './verifyEvidence.ts';
import { reportProblems } from './verifyFiles.ts';

/** A run that was stopped before its first case, as it follows from the reason: with it nothing is certified, and nothing recorded. */
export interface VerifiedStop {
  readonly problems: readonly string[];
  readonly rebuilt: Results;
  readonly whole: readonly PlannedCase[];
}

/** Whether a folder has the results of a run and nothing that is made from the first case on. */
export function isStopped(folder: RunFolder): boolean {
  const certified: readonly string[] = [runFiles.certificate, runFiles.markdown, runFiles.badge];
  const names = [...folder.keys()];
  return (
    names.includes(runFiles.results) &&
    !names.some((name) => certified.includes(name) || name.startsWith(`${runFiles.evidence}/`))
  );
}

/** Verifies a run that was stopped before its first case. Throws `RunRefusal` for one that judged something, for that needs evidence. */
export function verifyStopped(folder: RunFolder, verifier: Verifier): VerifiedStop {
  const results = resultsIn(folder, verifier);
  const stopped = stopIn(results);
  const whole = plan(verifier.api, results.levels);
  checkTold(results, whole, verifier);
  const ids = new Set(results.cases.map(({ id }) => id));
  const chosen = whole.filter(({ documented }) => ids.has(documented.id));
  const { before } = verifier.leftOut(results);
  const judgement = {
    api: verifier.api,
    policies: new Policies(verifier.policies),
    deviations: new Deviations([], results.target.kind),
  };
  const reportOf = (planned: PlannedCase): CaseReport => {
    const nothing = { id: planned.documented.id, evidence: nothingSeen, exchanges: [], leftovers: [] };
    return judgeCase(planned, { ...nothing, skipped: Object.fromEntries(before(planned)), stopped }, judgement).report;
  };
  const { suite, contracts, target, levels, settings, command, startedAt, milliseconds, reviews } = results;
  const rebuilt = buildResults(
    chosen,
    new Map(chosen.map((planned) => [planned.documented.id, reportOf(planned)])),
    new Map(),
    reviews ? { reviews } : {},
    {
      suite,
      contracts,
      target,
      levels,
      ...(settings === undefined ? {} : { settings }),
      ...(command === undefined ? {} : { command }),
      startedAt,
      milliseconds,
    },
  );
  return { problems: [...differencesOf(results, rebuilt), ...reportProblems(folder, results)], rebuilt, whole };
}

/** What stopped a run before its first case: the same for every claim that was asked. */
function stopIn({ cases }: Results): Stopped {
  const claims = cases.flatMap((record) => record.claims);
  const open = claims.find(({ verdict }) => verdict === 'inconclusive');
  const isJudged = claims.some(({ verdict }) => verdict !== 'inconclusive' && verdict !== 'skipped');
  if (isJudged || open?.reason === undefined || open.class === undefined)
    throw new RunRefusal(`${runFiles.certificate} is missing; without it nothing can be verified`);
  return { reason: open.reason, class: open.class };
}
