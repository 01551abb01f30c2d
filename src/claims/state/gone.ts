import { describeAnswer } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { readPaths } from '../../model/paths.ts';
import { claimKind } from '../claimKind.ts';

/** DELETE removes the entity: no documented path leads to it any more (Graph errors: 404 where a resource does not exist). */
export const gone = claimKind({
  name: 'gone',
  level: 'state',
  claims: (documented, api) =>
    documented.verb === 'delete'
      ? readPaths(documented, api).map((template) => ({
          id: `gone/${template}`,
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
});
