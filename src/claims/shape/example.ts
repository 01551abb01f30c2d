import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { inspect } from '../../instance/instance.ts';
import { isObject } from '../../value/json.ts';
import { claimKind } from '../claimKind.ts';

/** The documented example request, sent verbatim, is answered as documented. */
export const example = claimKind({
  name: 'example',
  level: 'shape',
  claims: ({ verb, contract }) => {
    if ((verb !== 'create' && verb !== 'update') || !isObject(contract.request.example)) return [];
    return [
      {
        text: `The documented example request is answered with status ${contract.response.status} and an entity of its type`,
        source: { page: contract.source.page, section: 'Example' },
        needs: ['status', 'body', 'odata.type', 'derived'],
      },
    ];
  },
  check: (_claim, { contract, resource }, { example: exchange, gaps }, api, blamed) => {
    if (!exchange) return open(gaps['request'] ?? 'it was not sent');
    if (!exchange.answer) return open(describeAnswer(exchange));
    const { status } = contract.response;
    const entity = entityIn(exchange);
    if (exchange.answer.status !== status || !entity)
      return broken(`status ${status} and an entity`, describeAnswer(exchange));
    const flaw = inspect(api.types, resource, entity).find(({ kind, property }) => !blamed.has(`${kind}/${property}`));
    return flaw ? broken(flaw.expected, flaw.received, flaw.pointer) : kept;
  },
});
