import type { Claim } from '../claims/claim.ts';
import { claimKinds } from '../claims/kinds.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Finding } from '../evidence/finding.ts';
import type { Api } from '../model/api.ts';
import type { Case } from '../model/case.ts';
import { noPolicies, type Policies } from './policy.ts';

/** A claim and what the evidence says of it. */
export interface Checked {
  readonly claim: Claim;
  readonly finding: Finding;
}

/**
 * Holds the evidence of a case against claims of it. A claim whose preconditions are not kept stays open and names them;
 * so does one that defers to another that is broken. What a policy lets pass counts as kept. What a claim depends on is
 * judged before it, wherever it stands.
 */
export function check(
  documented: Case,
  evidence: Evidence,
  api: Api,
  claims: readonly Claim[],
  policies: Policies = noPolicies,
): Checked[] {
  const found = new Map<string, Finding>();
  const broken = new Set<string>();
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const findingOf = (claim: Claim): Finding => {
    const known = found.get(claim.id);
    if (known) return known;
    for (const id of [...claim.needs, ...(claim.defersTo ?? [])]) {
      const other = byId.get(id);
      if (other) findingOf(other);
    }
    const missing =
      claim.needs.find((id) => found.has(id) && !isKept(found.get(id))) ?? claim.defersTo?.find((id) => broken.has(id));
    const kind = claimKinds.find(({ name }) => name === claim.kind);
    if (!kind) throw new Error(`${claim.kind} is no kind of claim`);
    const finding =
      missing === undefined
        ? tolerate(kind.check(claim, documented, evidence, api, broken), claim, documented, policies)
        : dependent(missing, found.get(missing));
    found.set(claim.id, finding);
    if (finding.outcome === 'broken') broken.add(claim.id);
    return finding;
  };
  return claims.map((claim) => ({ claim, finding: findingOf(claim) }));
}

function dependent(id: string, finding: Finding | undefined): Finding {
  if (finding?.outcome === 'open') return finding;
  return { outcome: 'open', reason: `"${id}" is broken`, blockedBy: id };
}

function isKept(finding: Finding | undefined): boolean {
  return finding?.outcome === 'kept' || finding?.outcome === 'tolerated';
}

function tolerate(finding: Finding, claim: Claim, documented: Case, policies: Policies): Finding {
  if (finding.outcome !== 'broken') return finding;
  const decision = policies.decide(claim, documented, finding);
  if (!decision || decision.stance === 'fail') return finding;
  const { expected, received, pointer } = finding;
  return {
    outcome: 'tolerated',
    policy: decision.policy,
    warns: decision.stance === 'warn',
    expected,
    received,
    ...(pointer === undefined ? {} : { pointer }),
  };
}
