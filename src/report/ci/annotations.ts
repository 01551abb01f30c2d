import type { Comparison } from '../compare/compare.ts';
import { verdictLines } from '../console/verdictLines.ts';
import { type Group, groupsIn } from '../explain/groups.ts';
import { shortVerdict } from '../explain/message.ts';
import { decisionOf, type Results } from '../record/results.ts';
import { reviewLines } from '../record/reviews.ts';
import { counted } from '../text/counted.ts';

/** GitHub shows no more than ten annotations of each kind for a step. */
const most = 10;

type Kind = 'error' | 'warning' | 'notice';

/**
 * Workflow commands by which GitHub shows beside a run what is broken, what healed, what is to be reviewed, and that the run as
 * a whole could not be judged. Of what could not be judged only what is new since an earlier run is told, if there is one: what
 * is as it was, what is known and what was not asked say nothing.
 */
export function annotations(results: Results, since?: Comparison): string[] {
  const groups = groupsIn(results.cases);
  const told = (kind: Kind, ...verdicts: readonly string[]): string[] =>
    groups
      .filter(({ claim }) => verdicts.includes(claim.verdict))
      .slice(0, most)
      .map((group) => ofGroup(kind, group, results));
  return [
    ...told('error', 'fail', 'error'),
    ...ofRun(results, since),
    ...told('notice', 'healed'),
    ...reviewLines(results.reviews ?? [])
      .slice(0, most)
      .map((line) => command('warning', 'deviations to review', line)),
  ];
}

/** What is told of a run as a whole. */
function ofRun(results: Results, since: Comparison | undefined): string[] {
  const { nothingJudged } = results;
  const decision = decisionOf(results);
  const [, verdict = ''] = verdictLines(results);
  if (nothingJudged)
    return [
      command(nothingJudged.passing ? 'warning' : 'error', `nothing was judged: ${nothingJudged.class}`, verdict),
    ];
  if (decision === 'incomplete' || decision === 'error') return [command('error', decision, verdict)];
  if (decision !== 'inconclusive') return [];
  return since ? newlyOpen(since) : [command('warning', decision, verdict)];
}

/** What was judged in an earlier run and could not be now. */
function newlyOpen({ changes }: Comparison): string[] {
  const open = changes.filter(({ b, blockedBy }) => b === 'inconclusive' && blockedBy === undefined);
  const reasons = [...new Set(open.map(({ reason = 'no reason is given' }) => reason))];
  return reasons.slice(0, most).map((reason) => {
    const those = open.filter((change) => (change.reason ?? 'no reason is given') === reason);
    const [first] = those;
    return command(
      'warning',
      `newly inconclusive: ${counted(those.length, 'claim')}`,
      `${reason}\n  first in: ${first?.caseTitle}`,
    );
  });
}

function ofGroup(kind: Kind, { claim, cases }: Group, results: Results): string {
  const [first] = cases;
  const title = `${claim.verdict} in ${counted(cases.length, 'case')}`;
  return command(kind, title, `${shortVerdict(claim, first, results)}\n  first in: ${first.title}`);
}

function command(kind: Kind, title: string, text: string): string {
  return `::${kind} title=${property(title)}::${data(text)}`;
}

/** The text of a command, which ends at its line: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
