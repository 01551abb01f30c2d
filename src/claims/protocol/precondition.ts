import { describeAnswer } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { claimKind } from '../claimKind.ts';

/** Where a server gives ETags, it refuses a change of what has changed since (RFC 9110 §13.1.1). */
export const precondition = claimKind({
  name: 'precondition',
  level: 'protocol',
  claims: ({ verb }) =>
    verb === 'update'
      ? [
          {
            text: 'A PATCH with the ETag of an earlier state, where there are ETags, is refused with 412',
            source: { page: 'Microsoft Graph error responses and resource types', section: 'HTTP status codes' },
          },
        ]
      : [],
  check: (_claim, _documented, { probes, gaps }) => {
    const exchange = probes['stale-etag'];
    const { etag } = gaps;
    if (!exchange && typeof etag === 'string') return { outcome: 'kept', note: etag };
    if (!exchange) return open(gaps['request'] ?? 'it was not sent');
    if (!exchange.answer) return open(describeAnswer(exchange));
    const { status } = exchange.answer;
    return status === 412 ? kept : broken('status 412', describeAnswer(exchange), undefined, status);
  },
});
