import type { Deviation, Deviations } from '../../judge/deviation.ts';
import type { Policies, Stance } from '../../judge/policy.ts';
import { sha256 } from '../text/sha256.ts';

/**
 * By what a run judged beside the contracts: the stance taken on each open question, the digest of the questions
 * themselves, and the deviations that were known.
 */
export interface Rules {
  readonly policies: { readonly digest: string; readonly stances: Readonly<Record<string, Stance>> };
  readonly deviations: {
    readonly digest: string;
    readonly entries: readonly Deviation[];
    /** Those whose review was over, so that they counted for nothing. */
    readonly lapsed?: readonly Deviation[];
  };
}

/** The rules that are in force. */
export function rulesOf(policies: Policies, { entries, lapsed }: Deviations): Rules {
  return {
    policies: { digest: digestOfPolicies(policies), stances: policies.stances },
    deviations: {
      digest: sha256(JSON.stringify(entries)),
      entries,
      ...(lapsed.length > 0 ? { lapsed } : {}),
    },
  };
}

/** The digest by which two runs can tell that the same questions were open to both. */
export function digestOfPolicies({ entries }: Policies): string {
  return sha256(JSON.stringify(entries));
}
