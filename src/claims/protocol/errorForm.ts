import type { Evidence } from '../../evidence/evidence.ts';
import type { Exchange } from '../../evidence/exchange.ts';
import { type Finding, kept, open } from '../../evidence/finding.ts';
import type { ClaimKind } from '../claim.ts';
import { claimKind } from '../claimKind.ts';

/** Where Graph documents errors. */
export const errorPage = { page: 'Microsoft Graph error responses and resource types', section: 'Error resource type' };

/** A claim about the form of all refusals of a protocol case together. */
export function formOf(
  name: string,
  text: string,
  source: { readonly page: string; readonly section: string },
  check: (refusal: Exchange) => Finding,
): ClaimKind {
  return claimKind({
    name,
    level: 'protocol',
    claims: () => [{ text, source }],
    check: (_claim, _documented, evidence) => {
      const refusals = refusalsIn(evidence);
      if (refusals.length === 0) return open(evidence.gaps['request'] ?? 'nothing was refused');
      return refusals.map(check).find(({ outcome }) => outcome !== 'kept') ?? kept;
    },
  });
}

function refusalsIn({ probes }: Evidence): Exchange[] {
  return Object.values(probes).filter(({ answer }) => answer !== undefined && answer.status >= 400);
}
