import type { ClaimRecord } from '../../judge/claimRecord.ts';
import type { CaseRecord } from '../record/results.ts';
import { counted } from '../text/counted.ts';
import { explainVerdict, type Told, type ToldRun } from './message.ts';

/** What a case came to, as machines and people read it: one line, and everything that is known of each claim that does not hold. */
export interface CaseText {
  readonly headline: string;
  readonly details: string;
}

/** The texts of a case that did not pass; undefined for one that did. Claims that another one blocks are told in a line each. */
export function caseText(record: Told & Pick<CaseRecord, 'verdict' | 'claims'>, run: ToldRun): CaseText | undefined {
  if (record.verdict === 'pass' || record.verdict === 'deviation') return undefined;
  const open = record.claims.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'deviation');
  const worst = open.filter(({ verdict }) => verdict === record.verdict);
  const blocked = open.filter(({ blockedBy }) => blockedBy !== undefined);
  const groups = together(open.filter(({ blockedBy }) => blockedBy === undefined));
  const more = worst.length > 1 ? `, and ${worst.length - 1} more` : '';
  return {
    headline: `${record.verdict}: ${worst[0]?.text ?? 'no claim'}${more}`,
    details: [
      ...groups.map(([claim, ...others]) => `${explainVerdict(claim, record, run)}${likewise(others)}`),
      ...blocked.map(({ text, blockedBy }) => `${text}\n  not judged: "${blockedBy}" is broken`),
    ].join('\n\n'),
  };
}

/** Claims that are told together, the first of them whole: what is not asked or not answered for one reason. */
function together(claims: readonly ClaimRecord[]): [ClaimRecord, ...ClaimRecord[]][] {
  const groups = new Map<string, [ClaimRecord, ...ClaimRecord[]]>();
  for (const claim of claims) {
    const { id, verdict, reason } = claim;
    const key = verdict === 'skipped' || verdict === 'inconclusive' ? `${verdict} ${reason}` : id;
    const group = groups.get(key);
    if (group) group.push(claim);
    else groups.set(key, [claim]);
  }
  return [...groups.values()];
}

function likewise(claims: readonly ClaimRecord[]): string {
  return claims.length > 0 ? `\n  likewise: ${counted(claims.length, 'more claim')}` : '';
}
