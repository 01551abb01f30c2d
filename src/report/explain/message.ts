import type { ClaimRecord } from '../../judge/claimRecord.ts';
import type { Drift } from '../../judge/drift.ts';
import { quote } from '../../value/edm/textFormat.ts';
import { sanitise } from '../../value/sanitise.ts';
import type { CaseRecord, RunInfo } from '../record/results.ts';
import { pageUrl } from '../text/pageUrl.ts';
import { likelyCause } from './cause.ts';
import { curlLine } from './curl.ts';
import { rerunCommand } from './rerun.ts';

const longestPart = 1200;
const longestCommand = 8000;

/** A part of a message: its name and text, where there is one; a command is kept longer. */
type Part = readonly [name: string, text: string | undefined, longest?: number];

/** What a message needs of the case: which one, its page, and the request that shows what is broken. */
export type Told = Pick<CaseRecord, 'id' | 'documentation' | 'sent'>;

/** What a message needs of the run: against what, by which variables and which command. */
export type ToldRun = Pick<RunInfo, 'target' | 'settings' | 'command'>;

/** A verdict that is not a pass, as a claim tells it by itself: what is promised, what was due and what came, why, and where. */
export function describeVerdict(claim: ClaimRecord): string {
  return message(claim, [...evidenceOf(claim), excerptIn(claim), ...becauseOf(claim)]);
}

/** The same in short, with the command that runs the case again, for many verdicts on one page. */
export function shortVerdict(claim: ClaimRecord, { id }: Pick<Told, 'id'>, run: ToldRun): string {
  return message(claim, [...evidenceOf(claim), ...becauseOf(claim), againFor(claim, id, run)]);
}

/**
 * The same with everything that helps to understand it: the excerpt of the answer, the address of the page, the command
 * that runs the case again, and the request as a command line. It is the same text in every report.
 */
export function explainVerdict(claim: ClaimRecord, { id, documentation, sent }: Told, run: ToldRun): string {
  return message(claim, [
    ...evidenceOf(claim),
    excerptIn(claim),
    ...becauseOf(claim),
    ['page', pageUrl(claim.source.page, documentation)],
    againFor(claim, id, run),
    ['by hand', claim.verdict === 'fail' && sent ? curlLine(sent) : undefined, longestCommand],
  ]);
}

function message({ text }: ClaimRecord, parts: readonly Part[]): string {
  const lines = parts.flatMap(([name, part, longest]) =>
    part === undefined ? [] : `  ${`${name}:`.padEnd(9)} ${told(part, longest)}`,
  );
  return [text, ...lines].join('\n');
}

function evidenceOf({ expected, received, pointer }: ClaimRecord): Part[] {
  const place = pointer ? ` at ${pointer}` : '';
  return [
    ['expected', expected],
    ['received', received === undefined ? undefined : `${sanitise(received, longestPart)}${place}`, 2 * longestPart],
  ];
}

function excerptIn({ excerpt }: ClaimRecord): Part {
  return ['excerpt', excerpt && `${excerpt.method} ${excerpt.path} answered ${excerpt.status}\n${excerpt.text}`];
}

function becauseOf(claim: ClaimRecord): Part[] {
  const { verdict, reason, source } = claim;
  return [
    ['because', reason],
    ['cause', verdict === 'fail' ? likelyCause(claim) : undefined],
    ['source', `${source.page}, ${source.section}`],
  ];
}

function againFor({ verdict }: ClaimRecord, id: string, run: ToldRun): Part {
  return ['again', verdict === 'skipped' ? undefined : rerunCommand(id, run), longestCommand];
}

/** A text as a part of a message: it cannot pass for a line of the message's own. */
function told(text: string, longest = longestPart): string {
  return sanitise(text, longest).replaceAll('\n', '\n            ');
}

/** A name as it is, or quoted where it is more than a word. */
function word(name: string): string {
  return /^[\w.]{1,100}$/.test(name) ? name : quote(name);
}

/** Drift in words: for each type its properties, and the members of its properties. */
export function describeDrift(drift: readonly Drift[]): string {
  const types = [...new Set(drift.map(({ type }) => type))];
  return types
    .map((type) => {
      const shown = drift
        .filter((one) => one.type === type)
        .map(({ property, member }) => (member === undefined ? word(property) : `${word(property)} ${quote(member)}`));
      return `${type}: ${shown.join(', ')}`;
    })
    .join('\n');
}
