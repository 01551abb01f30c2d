import { failureOf } from '../failure.ts';
import type { Network } from '../network.ts';
import { fetchText } from './fetchText.ts';

/**
 * What the authority says when it is asked for the endpoints of a tenant (OpenID Connect Discovery 1.0 §4), or why it says
 * nothing: `@azure/identity` asks for them first, and tells no more of a failure than that it failed.
 */
export async function endpointsAnswer(authority: string, tenant: string, network: Network): Promise<string> {
  try {
    const url = new URL(`${authority}/${tenant}/v2.0/.well-known/openid-configuration`);
    const { status, text } = await fetchText(url, { accept: 'application/json' }, network);
    return `endpoints_resolution: the authority answered ${status}: ${text}`;
  } catch (error) {
    return failureOf(error).message;
  }
}
