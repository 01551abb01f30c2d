import type { BlockingClass } from '../evidence/blocking.ts';
import type { Failure } from '../evidence/exchange.ts';
import { audiencesOf, scopeOf } from '../settings/cloud.ts';
import { missing, type Setting, SettingError, written } from '../settings/setting.ts';
import { settings } from '../settings/settings.ts';
import type { Live, Target } from '../settings/target.ts';
import type { WriteMode } from '../settings/writeMode.ts';
import type { Network } from '../transport/network.ts';
import { createRedaction, type Redact } from '../transport/redaction/redact.ts';
import { isTelling } from '../transport/redaction/telling.ts';
import { TokenError } from '../transport/tokenError.ts';
import { actionsAssertion } from './actionsAssertion.ts';
import { missingOf } from './credentialProblems.ts';
import { credentialKinds } from './kinds.ts';
import { secretsIn } from './secrets.ts';
import { claimsOf, type Permission, tokenProblems } from './token.ts';
import { TokenClient } from './tokenClient.ts';
import { blockingOfRefusal, describeRefusal } from './tokenRefusal.ts';
import { TokenSource } from './tokenSource.ts';

/** Why nothing is to be sent, and what is in the way. */
export interface Problem {
  readonly sentence: string;
  readonly class: BlockingClass;
}

/** What authorizes requests to a target. */
export interface Authorization {
  /** The token for the next request; throws `TokenError`. */
  token(): Promise<string>;
  /** Everything that nothing printed or kept may show, as it is now. */
  secrets(): readonly string[];
  /** Each reason why nothing is to be sent. */
  problems(): Promise<readonly Problem[]>;
}

/** What a live authorization is made with. */
export interface AuthorizationOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How the host that issues tokens is reached, as the target itself is. */
  readonly network: Network;
  /** Tells a person what to do to sign in. */
  readonly prompt: (text: string) => void;
  /** Tells what does not stop the run. */
  readonly note?: (text: string) => void;
  readonly clock?: () => number;
}

/** How long getting a token may take, in milliseconds; a person gets the time that a device code lives. */
const patience = { attended: 15 * 60_000, unattended: 60_000 };

/** The permission that a run needs for what it may write. */
const permissions: Readonly<Record<WriteMode, Permission>> = {
  none: 'DeviceManagementConfiguration.Read.All',
  own: 'DeviceManagementConfiguration.ReadWrite.All',
  dedicated: 'DeviceManagementConfiguration.ReadWrite.All',
};

/** The authorization of a server that takes one fixed token; `secrets` are those that must not be shown besides it. */
export function fixedToken(token: string, secrets: readonly string[] = []): Authorization {
  const all = [token, ...secrets];
  return { token: async () => token, secrets: () => all, problems: async () => [] };
}

/** The authorization of a target: the token that is set for a mock server, or a live credential. Throws `SettingError`. */
export async function authorize(target: Target, options: AuthorizationOptions): Promise<Authorization> {
  if (target.live) return liveAuthorization(target.live, target.writes, options);
  return fixedToken(target.token ?? '', secretsIn(options.environment));
}

async function liveAuthorization(live: Live, writes: WriteMode, options: AuthorizationOptions): Promise<Authorization> {
  const { environment, network, prompt, note = () => undefined, clock = Date.now } = options;
  const { cloud, credential, authority, isPrivate, dedicatedTenants } = live;
  if (credential === undefined) throw missing(settings.credential);
  const kind = credentialKinds[credential];
  const find = (setting: Setting<string>): string | undefined => written(setting, environment);
  const lacking = missingOf(credential, environment);
  if (lacking.length > 0) throw new SettingError(lacking);
  const read = (setting: Setting<string>): string => find(setting) ?? '';
  const tenant = find(settings.tenant);
  const secrets = new Set(secretsIn(environment));
  const learn = (...found: readonly string[]): void => {
    for (const secret of found) if (isTelling(secret)) secrets.add(secret);
  };
  const learnTenant = (id = ''): void => learn(id, id.toLowerCase(), id.toUpperCase());
  learnTenant(tenant);
  const refresh = (): void => learn(...(kind.secrets?.(read, find) ?? []));
  refresh();
  const redact = createRedaction(() => [...secrets]);
  const client = new TokenClient(network);
  const { proxies: _proxies, ...unproxied } = network;
  const direct = new TokenClient(unproxied);
  const made = kind.make(
    await import('@azure/identity'),
    read,
    {
      cloud,
      options: {
        authorityHost: authority,
        disableInstanceDiscovery: isPrivate,
        httpClient: client,
        redirectOptions: { maxRetries: 0 },
        proxyOptions: { host: authority, port: 443 },
      },
      local: direct,
      prompt,
      assert: async (url, token, audience) => {
        const assertion = await actionsAssertion(url, token, audience, network);
        learn(assertion);
        return assertion;
      },
      clock,
    },
    find,
  );
  const source = new TokenSource({
    acquire: async () => {
      refresh();
      const found = await made.getToken(scopeOf(cloud));
      if (found) learn(found.token);
      learnTenant(claimsOf(found?.token ?? '')?.tenant);
      return found;
    },
    explain: async (error) => {
      const ending = client.last ?? direct.last;
      if (ending && 'failure' in ending) return unreached(authority, ending.failure, redact);
      const away = ending && 'answer' in ending ? unavailableAuthority(authority, ending.answer.status) : undefined;
      if (away) return away;
      const message = error instanceof Error ? error.message : String(error);
      const text = message.includes('endpoints_resolution') ? (ending?.answer.text ?? message) : message;
      return new TokenError(describeRefusal(credential, text, redact), blockingOfRefusal(text));
    },
    clock,
    deadline: kind.attended ? patience.attended : patience.unattended,
  });
  return {
    token: () => source.token(),
    secrets: () => [...secrets],
    problems: async () => {
      const token = await tokenOrProblem(source);
      if ('sentence' in token) return [token];
      const expected = {
        audiences: audiencesOf(cloud),
        ...(tenant === undefined ? {} : { tenant }),
        permission: permissions[writes],
        now: clock(),
        ...(dedicatedTenants === undefined ? {} : { dedicatedTenants }),
      };
      const found = tokenProblems(claimsOf(token.token), expected);
      for (const { sentence, stops } of found) if (!stops) note(sentence);
      return found
        .filter(({ stops }) => stops)
        .map(({ sentence, class: name }) => ({ sentence: redact(sentence), class: name }));
    },
  };
}

/** That the authority was not reached, and why. */
function unreached(authority: string, { message, remedy }: Failure, redact: Redact): TokenError {
  const what = remedy === undefined ? message : `${message}; ${remedy}`;
  return new TokenError(redact(`no token from ${authority}: ${what}`), 'network');
}

/** That the authority is there and serves nobody now; undefined for any other status. */
function unavailableAuthority(authority: string, status: number): TokenError | undefined {
  if (status === 429)
    return new TokenError(`no token from ${authority}: it has too many requests (429); run again later`, 'throttled');
  return status >= 500
    ? new TokenError(`no token from ${authority}: it is down (${status}); run again later`, 'outage')
    : undefined;
}

async function tokenOrProblem(source: TokenSource): Promise<{ token: string } | Problem> {
  try {
    return { token: await source.token() };
  } catch (error) {
    if (error instanceof TokenError) return { sentence: error.message, class: error.class };
    throw error;
  }
}
