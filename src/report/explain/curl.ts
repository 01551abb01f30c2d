import type { SentRequest } from '../../judge/sentRequest.ts';
import { shellWord } from '../text/shellWord.ts';

/** Where `npm run mock` serves what the embedded mock served. */
const mockByHand = 'http://127.0.0.1:4010/beta';

/** A request as a command line; the token is a variable, and a body that was too long to keep is a file to be made. */
export function curlLine({ method, path, headers, authorized, body, baseUrl = mockByHand }: SentRequest): string {
  const own = Object.entries(headers).map(([name, value]) => ` -H ${shellWord(`${name}: ${value}`)}`);
  const hasBody = body !== undefined || Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return [
    `curl -i -X ${shellWord(method)} ${shellWord(baseUrl + path)}`,
    authorized ? ' -H "Authorization: Bearer $GRAPH_TOKEN"' : '',
    ...own,
    hasBody ? ` --data-binary ${body === undefined ? '@body.json' : shellWord(body)}` : '',
  ].join('');
}
