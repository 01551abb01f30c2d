import { explainVerdict } from './message.ts';
import type { CaseRecord, ClaimRecord, Results } from './results.ts';

/** What a case came to, as machines and people read it: one line, and everything that is known of each claim that does not hold. */
export interface CaseText {
  readonly headline: string;
  readonly details: string;
}

/** The texts of a case that did not pass; undefined for one that did. Claims that another one blocks are told in a line each. */
export function caseText(record: CaseRecord, results: Results): CaseText | undefined {
  if (record.verdict === 'pass' || record.verdict === 'deviation') return undefined;
  const open = record.claims.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'deviation');
  const worst = open.filter(({ verdict }) => verdict === record.verdict);
  const blocked = open.filter(({ blockedBy }) => blockedBy !== undefined);
  const told = distinct(open.filter(({ blockedBy }) => blockedBy === undefined));
  const more = worst.length > 1 ? `, and ${worst.length - 1} more` : '';
  return {
    headline: `${record.verdict}: ${worst[0]?.text ?? 'no claim'}${more}`,
    details: [
      ...told.map((claim) => explainVerdict(claim, record, results)),
      ...blocked.map(({ text, blockedBy }) => `${text}\n  not judged: "${blockedBy}" is broken`),
    ].join('\n\n'),
  };
}

/** What is not asked or not answered for one reason is told once. */
function distinct(claims: readonly ClaimRecord[]): ClaimRecord[] {
  const seen = new Set<string>();
  return claims.filter(({ verdict, reason }) => {
    const key = `${verdict} ${reason}`;
    if (verdict !== 'skipped' && verdict !== 'inconclusive') return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
