import { setsOf } from '../contract/path.ts';
import type { RequestContract } from '../contract/requestContract.ts';
import { describeExchange } from './arrange/arrangeError.ts';
import { Client, type ClientOptions } from './client.ts';

/** What looking at a target before the first case gave: the base URL that answers, or why no run makes sense. */
export type Preflight = { readonly baseUrl: string } | { readonly problem: string };

/**
 * Looks whether a server answers documented requests below a base URL, or below it with `/beta` added. An entity set that
 * is not served is no reason to stop; a server that serves none, refuses the token or does not answer is.
 */
export async function preflight(options: ClientOptions, requests: readonly RequestContract[]): Promise<Preflight> {
  const sets = [...setsOf(requests.flatMap((contract) => contract.request.paths)).keys()];
  const bases = /\/beta$/.test(options.baseUrl) ? [options.baseUrl] : [options.baseUrl, `${options.baseUrl}/beta`];
  let last = '';
  for (const baseUrl of bases) {
    const client = new Client({ ...options, baseUrl });
    try {
      for (const set of sets) {
        const exchange = await client.send({ method: 'GET', path: `/deviceManagement/${set}?$top=1` });
        const { answer } = exchange;
        if (!answer)
          return {
            problem: `no server answers at ${baseUrl}: ${exchange.failure?.message}; start it, or correct GRAPH_BASE_URL`,
          };
        last = describeExchange(exchange);
        if (answer.status === 401 || answer.status === 403)
          return { problem: `${baseUrl}: ${last}; set GRAPH_TOKEN to a bearer token that the server takes` };
        if (answer.status < 300) return { baseUrl };
      }
    } finally {
      await client.close();
    }
  }
  return {
    problem: `${bases.join(' and ')}: none of the ${sets.length} documented entity sets is served there (${last}); is GRAPH_BASE_URL the base of the server?`,
  };
}
