import type { Authorization } from '../credential/authorization.ts';
import type { BlockingClass } from '../evidence/blocking.ts';
import { describeExchange } from '../evidence/describeExchange.ts';
import type { Exchange } from '../evidence/exchange.ts';
import { setsOf } from '../model/path.ts';
import type { RequestContract } from '../model/requestContract.ts';
import type { Target } from '../settings/target.ts';
import { Client, type ClientOptions } from '../transport/client.ts';
import { Patience } from '../transport/time/patience.ts';
import { httpDate } from '../value/httpDate.ts';

/** What looking at a target before the first case gave: the base URL that answers, or why no run makes sense. */
export type Preflight = Reached | Unreached;

/** Why no run makes sense, a line for each reason, and what is in the way. */
export interface Unreached {
  readonly problem: string;
  readonly class: BlockingClass;
}

/** A target that answers: its base URL, and the moment it is there by its own clock. */
export interface Reached {
  readonly baseUrl: string;
  readonly now: Date;
}

/** What a preflight is done with: how to reach the target, what authorizes that, and of what kind the target is. */
export interface PreflightOptions extends Omit<ClientOptions, 'token'> {
  readonly authorization: Authorization;
  readonly kind: Target['kind'];
  /** How long a server that does not answer yet is waited for, in milliseconds. */
  readonly ready?: number;
}

/** What to do about a target that does not answer, refuses the token, or serves nothing. */
interface Advice {
  readonly silent: string;
  readonly refused: string;
  readonly strange: string;
}

const adviceForServer: Advice = {
  silent: 'start it, or correct GRAPH_BASE_URL',
  refused: 'set GRAPH_TOKEN to a bearer token that the server takes',
  strange: 'is GRAPH_BASE_URL the base of the server?',
};

const advice: Readonly<Record<Target['kind'], Advice>> = {
  embedded: adviceForServer,
  mock: adviceForServer,
  live: {
    silent: 'look at the network and the proxy',
    refused: 'does the tenant have an Intune licence, and the application or user the right to read its policies?',
    strange: 'does the tenant have Intune?',
  },
};

/**
 * Looks whether the token is right, before anything is sent with it, and then whether a server answers documented requests
 * below a base URL, or below it with `/beta` added: for entity sets, and for paths of entities that are `known`. An entity set that is not served is no reason to stop; a server that
 * serves none, refuses the token or does not answer is.
 */
export async function preflight(
  { authorization, kind, ready = 0, ...options }: PreflightOptions,
  requests: readonly RequestContract[],
  known: readonly string[] = [],
): Promise<Preflight> {
  const problems = await authorization.problems();
  const [first] = problems;
  if (first) return { problem: problems.map(({ sentence }) => sentence).join('\n'), class: first.class };
  const { silent, refused, strange } = advice[kind];
  const sets = [...setsOf(requests.flatMap((contract) => contract.request.paths)).keys()];
  const bases = /\/beta$/.test(options.baseUrl) ? [options.baseUrl] : [options.baseUrl, `${options.baseUrl}/beta`];
  const paths = [...sets.map((set) => `/deviceManagement/${set}?$top=1`), ...known];
  const patience = new Patience({ window: ready, total: ready, pause: 250 });
  let last = '';
  for (const baseUrl of bases) {
    const client = new Client({ ...options, baseUrl, token: () => authorization.token(), isLive: kind === 'live' });
    try {
      for (const path of paths) {
        const exchange = await patience.until(() => client.send({ method: 'GET', path }), isAnswered);
        const { answer } = exchange;
        last = describeExchange(exchange);
        if (exchange.failure?.class === 'not routed') continue;
        if (exchange.failure?.class !== undefined)
          return { problem: `${baseUrl}: ${exchange.failure.message}`, class: exchange.failure.class };
        if (!answer) {
          const remedy = exchange.failure?.remedy ?? silent;
          return {
            problem: `no server answers at ${baseUrl}: ${exchange.failure?.message}; ${remedy}`,
            class: 'network',
          };
        }
        const rejected = rejections[answer.status];
        if (rejected) return { problem: `${baseUrl}: ${last}; ${refused}`, class: rejected };
        if (answer.status < 300) return { baseUrl, now: momentOf(exchange) };
      }
    } finally {
      await client.close();
    }
  }
  return {
    problem: `${bases.join(' and ')}: none of the ${sets.length} documented entity sets is served there (${last}); ${strange}`,
    class: 'tenant',
  };
}

/** What is in the way where every request is refused so. */
const rejections: Readonly<Record<number, BlockingClass>> = { 401: 'credential', 403: 'permission' };

/** Whether a server is there: it answers, and not that it is just starting. */
function isAnswered({ answer }: Exchange): boolean {
  return answer !== undefined && answer.status < 500;
}

function momentOf({ answer }: Exchange): Date {
  return new Date(httpDate(answer?.headers['date']) ?? Date.now());
}
