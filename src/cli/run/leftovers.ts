import type { LeftLedger } from '../../safety/ledger/files.ts';

/** What the ledgers of a run hold after it, in sentences. */
export interface Leftovers {
  /** Entities that were removed and are not known to be gone: no fault of the run, which a sweep looks at again. */
  readonly unseen?: string;
  /** Entities that may still be there, and what cannot be read about them. */
  readonly left?: string;
}

/** What the ledgers that were not deleted after a run say. */
export function leftoversIn(ledgers: readonly LeftLedger[], run: string): Leftovers {
  const balances = ledgers.flatMap((ledger) => ('balance' in ledger ? [ledger.balance] : []));
  const problems = ledgers.flatMap((ledger) => ('problem' in ledger ? [`${ledger.file}: ${ledger.problem}`] : []));
  const unseen = balances.reduce((sum, balance) => sum + balance.unseen.length, 0);
  const made = balances.reduce((sum, balance) => sum + balance.made.length, 0);
  const isLeft = problems.length > 0 || made > 0 || balances.some(({ begun }) => begun.length > 0);
  const what = `${made} entities that the run made, and whatever came of creates without an answer, may still be there; npm run sweep removes them (run ${run})`;
  return {
    ...(unseen > 0 && { unseen: unseenWords(unseen, run) }),
    ...(isLeft && { left: [what, ...problems].join('; ') }),
  };
}

function unseenWords(unseen: number, run: string): string {
  const were =
    unseen === 1
      ? '1 entity that the run made and removed was'
      : `${unseen} entities that the run made and removed were`;
  return `${were} not seen to be gone; npm run sweep looks again (run ${run})`;
}
