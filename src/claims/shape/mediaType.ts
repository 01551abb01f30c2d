import { mediaTypeOf } from '../../evidence/exchange.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { claimKind } from '../claimKind.ts';

const json = 'application/json';

/** A body is declared as JSON (OData JSON Format §4: Content-Type must be there); parameters of the media type do not matter. */
export const mediaType = claimKind({
  name: 'media-type',
  level: 'shape',
  claims: ({ contract }) =>
    contract.response.body
      ? [
          {
            text: `The media type is ${json}`,
            source: { page: contract.source.page, section: 'Example' },
            needs: ['body'],
          },
        ]
      : [],
  check: (_claim, _documented, { request }) => {
    if (!request?.answer) return open('no answer');
    const received = mediaTypeOf(request.answer);
    return received === json ? kept : broken(json, received ?? 'no Content-Type', undefined, received ?? null);
  },
});
