import { describeAnswer } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { claimKind } from '../claimKind.ts';

/** A server answers what it is asked, and nothing else: a client could take more for the answer to its next request. */
export const unasked = claimKind({
  name: 'unasked',
  level: 'protocol',
  claims: () => [
    {
      text: 'Nothing comes after the answer that nobody asked for',
      source: { page: 'RFC 9112', section: '6.3' },
      defersTo: ['status', 'body'],
    },
  ],
  check: (_claim, _documented, { request, gaps }) => {
    if (!request) return open(gaps['request'] ?? 'the request was not sent');
    if (!request.answer) return open(describeAnswer(request));
    return request.unasked ? broken('one answer to one request', 'more bytes on the same connection') : kept;
  },
});
