import { counted } from './counted.ts';
import { type Group, groupsIn } from './groups.ts';
import { shortVerdict } from './message.ts';
import type { Results } from './results.ts';

/** GitHub shows no more than ten annotations of each kind for a step. */
const most = 10;

/** Workflow commands by which GitHub shows what failed and what could not be judged beside a run. */
export function annotations(results: Results): string[] {
  const groups = groupsIn(results.cases);
  const open = groups.filter(({ claim }) => claim.verdict === 'inconclusive');
  const failed = groups.filter((group) => !open.includes(group));
  return [
    ...failed.slice(0, most).map((group) => command('error', group, results)),
    ...open.slice(0, most).map((group) => command('warning', group, results)),
  ];
}

function command(name: 'error' | 'warning', { claim, cases }: Group, results: Results): string {
  const [first] = cases;
  const title = `${claim.verdict} in ${counted(cases.length, 'case')}`;
  const text = `${shortVerdict(claim, first, results)}\n  first in: ${first.title}`;
  return `::${name} title=${property(title)}::${data(text)}`;
}

/** The text of a command, which ends at its line: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
