import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { claimKind } from '../claimKind.ts';

/** `@odata.context`, where it is given, comes first (OData JSON Format §4.5.1). */
export const contextFirst = claimKind({
  name: 'context-first',
  level: 'shape',
  claims: ({ contract }) =>
    contract.response.body
      ? [
          {
            text: '@odata.context, where it is given, is the first property',
            source: { page: 'OData JSON Format 4.01', section: '4.5.1' },
            needs: ['body'],
          },
        ]
      : [],
  check: (_claim, _documented, { request }) => {
    const body = entityIn(request);
    if (!body) return open(describeAnswer(request));
    const place = Object.keys(body).indexOf('@odata.context');
    return place <= 0 ? kept : broken('the first property', `property ${place + 1}`, '/@odata.context');
  },
});
