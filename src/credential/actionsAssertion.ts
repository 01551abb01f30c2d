import type { Network } from '../transport/network.ts';
import { isObject, readJson } from '../value/json.ts';
import { fetchText } from './fetchText.ts';

/** Gets an assertion for an audience from a URL, with the token that may. */
export type Assert = (url: string, token: string, audience: string) => Promise<string>;

/**
 * Asks GitHub's OpenID Connect provider for the assertion of the job (docs.github.com, "OpenID Connect reference"). It lives
 * for minutes, so it is asked for whenever a token is. The host is asked over https only.
 */
export async function actionsAssertion(
  url: string,
  token: string,
  audience: string,
  network: Network = {},
): Promise<string> {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address?.protocol !== 'https:') throw new Error('ACTIONS_ID_TOKEN_REQUEST_URL is no https URL');
  address.searchParams.set('audience', audience);
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const { status, text } = await fetchText(address, { method: 'GET', headers }, network);
  const answer = status === 200 ? readJson(text) : null;
  const value = answer !== null && isObject(answer) ? answer['value'] : undefined;
  if (typeof value === 'string') return value;
  throw new Error(
    `ACTIONS_ID_TOKEN_REQUEST_URL answered ${status} without an assertion; is id-token: write among the permissions of the job?`,
  );
}
