import { describeAnswer } from '../../evidence/answers.ts';
import { isSilent } from '../../evidence/exchange.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import type { ClaimKind } from '../claim.ts';

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 201: 'Created', 204: 'No Content' };

/** The answer has the documented status. */
export const status: ClaimKind = {
  name: 'status',
  level: 'shape',
  claims: ({ contract }) => {
    const due = contract.response.status;
    return [
      {
        id: 'status',
        kind: 'status',
        level: 'shape',
        text: `The status is ${due}${reasons[due] ? ` ${reasons[due]}` : ''}`,
        source: { page: contract.source.page, section: 'Response' },
        needs: [],
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
};
