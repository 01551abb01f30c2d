import { describeAnswer } from '../../evidence/answers.ts';
import { isSilent } from '../../evidence/exchange.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { claimKind } from '../claimKind.ts';

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 201: 'Created', 204: 'No Content' };

/** The answer has the documented status. */
export const status = claimKind({
  name: 'status',
  level: 'shape',
  claims: ({ contract }) => {
    const due = contract.response.status;
    return [
      {
        text: `The status is ${due}${reasons[due] ? ` ${reasons[due]}` : ''}`,
        source: { page: contract.source.page, section: 'Response' },
      },
    ];
  },
  check: (_claim, { contract }, { request, gaps }) => {
    if (!request) return open(gaps['request'] ?? 'the request was not sent');
    if (isSilent(request)) return open(describeAnswer(request));
    const received = request.answer?.status;
    if (received === contract.response.status) return kept;
    return broken(`status ${contract.response.status}`, describeAnswer(request), undefined, received);
  },
});
