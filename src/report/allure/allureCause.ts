import type { ClaimRecord } from '../../judge/claimRecord.ts';
import type { Outcome } from '../../judge/verdict.ts';
import { sanitise } from '../../value/sanitise.ts';
import { comparable } from '../explain/comparable.ts';

/** The labels by which cases of one outcome are grouped: by the promise that is broken, and by why nothing else is said. */
export const causeLabels = { promise: 'promise', because: 'because' } as const;

const longest = 200;

/** The label that says what a case of this outcome has in common with others; none where nothing is to be told. */
export function causeOf(
  outcome: Outcome,
  claims: readonly ClaimRecord[],
): { readonly name: string; readonly value: string }[] {
  const those = claims.filter(({ verdict }) => verdict === outcome);
  const claim = those.find(({ blockedBy }) => blockedBy === undefined) ?? those[0];
  if (outcome === 'pass') return [];
  if (outcome === 'fail' && claim) return [{ name: causeLabels.promise, value: oneLine(brokenPromise(claim)) }];
  return [{ name: causeLabels.because, value: oneLine(claim?.reason ?? 'the test gave no verdicts') }];
}

/** A broken promise with what came instead, unless that is another thing in every case. */
function brokenPromise({ text, received = '' }: ClaimRecord): string {
  return received === '' || comparable(received) !== received ? text : `${text}; received: ${received}`;
}

function oneLine(text: string): string {
  return sanitise(comparable(text), longest).replaceAll(/\s+/g, ' ');
}
