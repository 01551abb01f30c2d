import { describeAnswer } from '../../evidence/answers.ts';
import { type Exchange, isSilent, type Refused } from '../../evidence/exchange.ts';
import { type Finding, kept, open } from '../../evidence/finding.ts';
import type { Verb } from '../../model/case.ts';
import type { Claim, ClaimKind } from '../claim.ts';
import { claimKind } from '../claimKind.ts';

/** A claim about the answers after which a request was sent again. */
export function mannerOf(
  name: string,
  text: string,
  source: Claim['source'],
  check: (refused: Refused, exchange: Exchange) => Finding,
  applies: (verb: Verb) => boolean = () => true,
): ClaimKind {
  return claimKind({
    name,
    level: 'protocol',
    claims: ({ verb }) => (applies(verb) ? [{ text, source }] : []),
    check: (_claim, _documented, { request, repeated, gaps }) => {
      const findings = repeated.flatMap((exchange) =>
        (exchange.earlier ?? []).map((refused) => check(refused, exchange)),
      );
      const wrong = findings.find(({ outcome }) => outcome === 'broken');
      if (wrong) return wrong;
      return !request || isSilent(request) ? open(gaps['request'] ?? describeAnswer(request)) : kept;
    },
  });
}
