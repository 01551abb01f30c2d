import type { TokenCredential } from '@azure/identity';
import { audiencesOf, type Cloud } from '../settings/cloud.ts';
import { onlyReads } from '../settings/credentialNames.ts';
import { type Environment, type SettingProblem, written } from '../settings/setting.ts';
import { settings } from '../settings/settings.ts';
import type { Live } from '../settings/target.ts';
import { TokenError } from '../transport/tokenError.ts';
import { claimsOf, tokenProblems } from './token.ts';

/** The token that a person set, as a credential that gives it as long as it lives. */
export function setToken(token: string, clock: () => number): TokenCredential {
  return {
    getToken: async () => {
      const expiresOnTimestamp = expiryOf(token);
      if (clock() < expiresOnTimestamp) return { token, expiresOnTimestamp };
      throw new TokenError(
        'the token in GRAPH_TOKEN has expired; get another, and judge what is left with npm run conformance -- --last-failed',
      );
    },
  };
}

/** When a token expires, in milliseconds since 1970; 0 for one that does not say it. */
function expiryOf(token: string): number {
  return (claimsOf(token)?.expires ?? 0) * 1000;
}

/** What is wrong with the token that a person set, before anything is sent with it. `now` is in milliseconds. */
export function setTokenProblems(
  token: string | undefined,
  cloud: Cloud,
  tenant: string | undefined,
  now: number,
): readonly SettingProblem[] {
  if (token === undefined) return [];
  const expected = {
    audiences: audiencesOf(cloud),
    permission: 'DeviceManagementConfiguration.Read.All',
    now,
    ...(tenant === undefined ? {} : { tenant }),
  } as const;
  return tokenProblems(claimsOf(token), expected, 'set').map(({ sentence }) => ({
    kind: 'wrong',
    settings: [settings.token.name],
    sentence,
  }));
}

/** A sentence if the token of a run ends before the run does, which sends some number of requests; `now` is in milliseconds. */
export function endsBefore(
  { credential, pace: { perSecond = unpaced } }: Pick<Live, 'credential' | 'pace'>,
  environment: Environment,
  requests: number,
  now: number,
): string | undefined {
  const token = written(settings.token, environment);
  if (!onlyReads(credential) || token === undefined) return undefined;
  const left = (expiryOf(token) - now) / 1000;
  const needed = requests / perSecond;
  if (left > spare * needed) return undefined;
  return `GRAPH_TOKEN expires in about ${minutes(left)}, and the run takes about ${minutes(needed)}; what it has not asked by then is inconclusive, and --last-failed asks it with another token`;
}

/** What a run may take longer than its requests at their rate: pauses that the service asks for, and answers that are slow. */
const spare = 1.25;
/** About how many requests per second are answered if nothing holds them back. */
const unpaced = 5;

function minutes(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds / 60));
  return whole === 1 ? 'a minute' : `${whole} minutes`;
}
