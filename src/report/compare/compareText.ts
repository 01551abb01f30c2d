import type { Drift } from '../../judge/drift.ts';
import { outcomes } from '../../judge/verdict.ts';
import { describeDrift } from '../explain/message.ts';
import { asConsole, asMarkdown, type Block, type Fact, markdownOf } from '../text/document.ts';
import { titles } from './change.ts';
import type { Change, Comparison, Side } from './compare.ts';

/** Up to so many changes of one title are told one by one; more are counted by kind of claim and by resource type. */
const shown = 20;

/** A comparison for a reader at the console, who looks at the end. */
export function comparisonText(comparison: Comparison): string {
  const blocks = [...comparedBlocks(comparison), ...changedBlocks(comparison)];
  return `${asConsole([...blocks, { kind: 'heading', text: outcomeLine(comparison) }])}\n`;
}

/** A comparison as Markdown, such as the summary of a job; its reader looks at the top, where the changes are. */
export function comparisonMarkdown(comparison: Comparison): string {
  return asMarkdown(outcomeLine(comparison), [...changedBlocks(comparison), ...comparedBlocks(comparison)]);
}

/** What changed in a comparison, as Markdown below a heading that says since when; for the top of the summary of a job. */
export function changesMarkdown({ a, differences, changes }: Comparison): string {
  const blocks = byTitle(changes).flatMap(changeBlocks);
  return markdownOf([
    { kind: 'heading', text: `Changed since the run of ${a.startedAt}` },
    ...differences.map((text): Block => ({ kind: 'line', text })),
    ...(blocks.length === 0 ? [{ kind: 'line', text: 'no claim came to anything else' } as const] : blocks),
  ]);
}

function outcomeLine({ outcome, because }: Comparison): string {
  return `B is ${outcome}: ${because}`;
}

/** The two runs, why they may differ for other reasons than their targets, and their numbers beside each other. */
function comparedBlocks(comparison: Comparison): Block[] {
  const { a, b, differences } = comparison;
  return [
    side('A', a),
    side('B', b),
    ...differences.map((text): Block => ({ kind: 'entry', text: 'Not quite comparable', facts: [['because', text]] })),
    { kind: 'heading', text: 'Verdicts' },
    { kind: 'table', rows: totals(a, b) },
    { kind: 'heading', text: 'Changes' },
    { kind: 'table', rows: counts(comparison) },
  ];
}

/** The claims that came to something else, and the undocumented properties that came or went. */
function changedBlocks({ changes, drift }: Comparison): Block[] {
  return [
    ...byTitle(changes).flatMap(changeBlocks),
    ...driftBlocks('Newly seen, but not documented (no failure)', drift.appeared),
    ...driftBlocks('No longer seen, and not documented', drift.gone),
  ];
}

function byTitle(changes: readonly Change[]): Change[][] {
  return titles.map((title) => changes.filter((change) => change.title === title));
}

function side(text: string, { target, startedAt, suite, contracts, levels, cases, decision, reasons }: Side): Block {
  const facts: Fact[] = [
    ['target', target.baseUrl === undefined ? target.kind : `${target.kind} ${target.baseUrl}`],
    ['started', startedAt],
    ['suite', `${suite.version}, contracts ${contracts.digest.slice(0, 12)}, levels ${levels.join(', ')}`],
    ['cases', String(cases)],
    ['came to', reasons.length === 0 ? decision : `${decision}: ${reasons.join('; ')}`],
  ];
  return { kind: 'entry', text, facts };
}

function totals(a: Side, b: Side): string[][] {
  const used = outcomes.filter((outcome) => a.claims[outcome] + b.claims[outcome] > 0).reverse();
  const numbers = ['planned', 'asked', 'judged'] as const;
  return [
    ['claims', 'A', 'B'],
    ...numbers.map((name) => [name, String(a.numbers[name]), String(b.numbers[name])]),
    ...used.map((outcome) => [outcome, String(a.claims[outcome]), String(b.claims[outcome])]),
  ];
}

function counts({ mock, same, undecided, changes }: Comparison): string[][] {
  const told = byTitle(changes).flatMap((group) => (group[0] ? [[group[0].title, String(group.length)]] : []));
  return [
    ['change', 'claims'],
    ...told,
    [mock === undefined ? 'unchanged' : 'same', String(same)],
    ['undecided in both', String(undecided)],
  ];
}

/** The changes of one title. What another claim blocks, or blocked, is only counted: one cause is told once. */
function changeBlocks(group: readonly Change[]): Block[] {
  const [first] = group;
  if (!first) return [];
  const told = group.filter(({ blockedBy }) => blockedBy === undefined);
  const blocked = group.length - told.length;
  return [
    { kind: 'heading', text: `${first.title} (${group.length})` },
    ...(told.length > shown ? grouped(told) : told.map(entry)),
    ...(blocked === 0 ? [] : [{ kind: 'line', text: `blocked by a broken claim, now or before: ${blocked}` } as const]),
  ];
}

function entry({ text, caseTitle, claim, a, b, expected, received, pointer, reason }: Change): Block {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['in', caseTitle],
    ['claim', claim],
    ['verdict', `${a ?? 'not asked'} → ${b ?? 'not asked'}`],
    ['expected', expected],
    ['received', pointer ? `${received} at ${pointer}` : received],
    ['because', reason],
  ];
  return {
    kind: 'entry',
    text,
    facts: facts.flatMap(([name, fact]): Fact[] => (fact === undefined ? [] : [[name, fact]])),
  };
}

/** Many changes counted by the kind of their claims, which their ids begin with, and by resource type; the first one is told. */
function grouped(changes: readonly Change[]): Block[] {
  return [
    {
      kind: 'table',
      rows: [['kind of claim', 'claims'], ...tally(changes.map(({ claim }) => claim.split('/')[0] ?? ''))],
    },
    { kind: 'line', text: 'They are of these resource types:' },
    { kind: 'table', rows: [['resource type', 'claims'], ...tally(changes.map(({ resource }) => resource))] },
    { kind: 'line', text: 'The first of them:' },
    ...changes.slice(0, 1).map(entry),
  ];
}

/** How often each name is there, the most frequent first. */
function tally(names: readonly string[]): string[][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([name, count]) => [name, String(count)]);
}

function driftBlocks(title: string, drift: readonly Drift[]): Block[] {
  if (drift.length === 0) return [];
  const lines = describeDrift(drift).split('\n');
  return [{ kind: 'heading', text: title }, ...lines.map((text): Block => ({ kind: 'entry', text, facts: [] }))];
}
