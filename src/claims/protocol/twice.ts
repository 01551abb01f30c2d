import { describeAnswer } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { claimKind } from '../claimKind.ts';

/** DELETE of what is already deleted finds nothing. */
export const twice = claimKind({
  name: 'twice',
  level: 'protocol',
  claims: ({ verb }) =>
    verb === 'delete'
      ? [
          {
            text: 'A second DELETE does not find it',
            source: { page: 'Microsoft Graph error responses and resource types', section: 'HTTP status codes' },
          },
        ]
      : [],
  check: (_claim, _documented, { again, gaps }) => {
    if (!again) return open(gaps['request'] ?? 'it was not sent');
    if (!again.answer) return open(describeAnswer(again));
    return again.answer.status === 404
      ? kept
      : broken('status 404', describeAnswer(again), undefined, again.answer.status);
  },
});
