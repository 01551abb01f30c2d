import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { describeType } from '../../model/model.ts';
import { inlineSchemaId } from '../../model/requestContract.ts';
import { claimKind } from '../claimKind.ts';

/** The one value that an action answers with is of the documented type. */
export const value = claimKind({
  name: 'value',
  level: 'shape',
  claims: ({ contract }, { types }) => {
    const { body } = contract.response;
    if (body?.kind !== 'value') return [];
    return [
      {
        text: `value is ${describeType(types.model.valueType(body.schema))}`,
        source: { page: contract.source.page, section: 'Response' },
        needs: ['body'],
      },
    ];
  },
  check: (_claim, { contract }, { request }, { types }) => {
    const received = entityIn(request)?.['value'];
    if (received === undefined || contract.response.body?.kind !== 'value') return open(describeAnswer(request));
    const fault = types.schemas.fault(`${inlineSchemaId(contract)}#/properties/value`, received);
    return fault === undefined
      ? kept
      : broken(describeType(types.model.valueType(contract.response.body.schema)), fault, '/value', received);
  },
});
