import { describeAnswer } from '../../evidence/answers.ts';
import { type Exchange, isSilent, type Refused } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import type { Verb } from '../../model/case.ts';
import type { Claim, ClaimKind } from '../claim.ts';

/** A claim about the answers after which a request was sent again. */
function mannerOf(
  id: string,
  text: string,
  source: Claim['source'],
  check: (refused: Refused, exchange: Exchange) => Finding,
  applies: (verb: Verb) => boolean = () => true,
): ClaimKind {
  return {
    name: id,
    level: 'protocol',
    claims: ({ verb }) => (applies(verb) ? [{ id, kind: id, level: 'protocol', text, source, needs: [] }] : []),
    check: (_claim, _documented, { request, repeated, gaps }) => {
      const findings = repeated.flatMap((exchange) =>
        (exchange.earlier ?? []).map((refused) => check(refused, exchange)),
      );
      const wrong = findings.find(({ outcome }) => outcome === 'broken');
      if (wrong) return wrong;
      return !request || isSilent(request) ? open(gaps['request'] ?? describeAnswer(request)) : kept;
    },
  };
}

/** A server that throttles says for how long. */
export const retryAfter = mannerOf(
  'retry-after',
  'A 429, where there is one, says when to come back',
  { page: 'Microsoft Graph throttling guidance', section: 'Best practices to handle throttling' },
  ({ status, retryAfter: after }, { method, path }) =>
    status !== 429 || after !== undefined
      ? kept
      : broken('a header Retry-After', `none in the answer to ${method} ${path.slice(0, 100)}`),
);

/** A request that nothing stands against is not refused for a conflict. */
export const contention = mannerOf(
  'contention',
  'No request is refused with 409 and taken when it is sent again',
  { page: 'Microsoft Graph error responses and resource types', section: 'HTTP status codes' },
  ({ status }, { method, path, answer }) =>
    status !== 409 || (answer?.status ?? 500) >= 400
      ? kept
      : broken('a success at once', `status 409, then ${answer?.status}, for ${method} ${path.slice(0, 100)}`),
  (verb) => verb !== 'get' && verb !== 'list',
);
