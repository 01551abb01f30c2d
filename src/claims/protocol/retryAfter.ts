import { broken, kept } from '../../evidence/finding.ts';
import { mannerOf } from './repeatedRequest.ts';

/** A server that throttles says for how long. */
export const retryAfter = mannerOf(
  'retry-after',
  'A 429, where there is one, says when to come back',
  { page: 'Microsoft Graph throttling guidance', section: 'Best practices to handle throttling' },
  ({ status, retryAfter: after }, { method, path }) =>
    status !== 429 || after !== undefined
      ? kept
      : broken('a header Retry-After', `none in the answer to ${method} ${path.slice(0, 100)}`),
);
