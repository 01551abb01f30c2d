import { broken, kept } from '../../evidence/finding.ts';
import { mannerOf } from './repeatedRequest.ts';

/** A request that nothing stands against is not refused for a conflict. */
export const contention = mannerOf(
  'contention',
  'No request is refused with 409 and taken when it is sent again',
  { page: 'Microsoft Graph error responses and resource types', section: 'HTTP status codes' },
  ({ status }, { method, path, answer }) =>
    status !== 409 || (answer?.status ?? 500) >= 400
      ? kept
      : broken('a success at once', `status 409, then ${answer?.status}, for ${method} ${path.slice(0, 100)}`),
  (verb) => verb !== 'get' && verb !== 'list',
);
