import { describeAnswer } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { readPaths } from '../../model/paths.ts';
import type { ClaimKind } from '../claim.ts';

/** DELETE removes the entity: no documented path leads to it any more (Graph errors: 404 where a resource does not exist). */
export const gone: ClaimKind = {
  name: 'gone',
  level: 'state',
  claims: (documented, api) =>
    documented.verb === 'delete'
      ? readPaths(documented, api).map((template) => ({
          id: `gone/${template}`,
          kind: 'gone',
          level: 'state',
          text: `GET ${template} does not find it any more`,
          source: { page: documented.contract.source.page, section: 'Response' },
          needs: ['status'],
          template,
        }))
      : [],
  check: ({ template = '' }, _documented, { reads, gaps }) => {
    const read = reads.find((candidate) => candidate.template === template);
    if (!read) return open(gaps[template] ?? gaps['request'] ?? 'this path was not read');
    if (!read.exchange.answer) return open(describeAnswer(read.exchange));
    return read.exchange.answer.status === 404 ? kept : broken('status 404', describeAnswer(read.exchange));
  },
};

/** DELETE of what is already deleted finds nothing. */
export const twice: ClaimKind = {
  name: 'twice',
  level: 'protocol',
  claims: ({ verb }) =>
    verb === 'delete'
      ? [
          {
            id: 'twice',
            kind: 'twice',
            level: 'protocol',
            text: 'A second DELETE does not find it',
            source: { page: 'Microsoft Graph error responses and resource types', section: 'HTTP status codes' },
            needs: [],
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
};
