import type { BlockingClass } from '../evidence/blocking.ts';
import { isObject, JsonError, type JsonObject, readJson } from '../value/json.ts';

/** What a token says of itself; moments are seconds since 1970. Read without checking its signature, which is for the target to do. */
export interface Claims {
  readonly audience?: string;
  readonly tenant?: string;
  /** What an application (roles) or a user (scp) is allowed. */
  readonly permissions: readonly string[];
  readonly expires?: number;
  readonly issued?: number;
  readonly notBefore?: number;
}

/** The permissions by which the Group Policy pages are read, and written. */
export type Permission = 'DeviceManagementConfiguration.Read.All' | 'DeviceManagementConfiguration.ReadWrite.All';

/** How a token was got: a credential asked for it, or a person set it. */
export type TokenOrigin = 'asked' | 'set';

/** Something wrong with a token: a sentence with the remedy, what is in the way, and whether nothing is to be sent because of it. */
export interface TokenProblem {
  readonly sentence: string;
  readonly class: BlockingClass;
  readonly stops: boolean;
}

/** What a token is held against; `now` is in milliseconds. */
export interface Expected {
  readonly audiences: readonly string[];
  /** Left out for a token that says itself of which tenant it is. */
  readonly tenant?: string;
  readonly permission: Permission;
  readonly now: number;
  /** The tenants in which everything may be written; left out where that is not asked. */
  readonly dedicatedTenants?: readonly string[];
}

/** The longest difference between two clocks, in seconds, that is no problem. */
const skew = 60;

/** The claims of a JSON Web Token (RFC 7519), undefined for any other text. */
export function claimsOf(token: string): Claims | undefined {
  const [, payload, signature, ...more] = token.split('.');
  const claims = payload === undefined || signature === undefined || more.length > 0 ? undefined : readPayload(payload);
  if (!claims) return undefined;
  const text = (name: string): string | undefined => (typeof claims[name] === 'string' ? claims[name] : undefined);
  const seconds = (name: string): number | undefined => (typeof claims[name] === 'number' ? claims[name] : undefined);
  const roles = Array.isArray(claims['roles']) ? claims['roles'].filter((role) => typeof role === 'string') : [];
  return defined({
    audience: text('aud'),
    tenant: text('tid'),
    permissions: [...roles, ...(text('scp')?.split(' ') ?? [])],
    expires: seconds('exp'),
    issued: seconds('iat'),
    notBefore: seconds('nbf'),
  });
}

/**
 * What is wrong with a token before anything is sent with it; `undefined` is a token that is no JSON Web Token. No sentence
 * quotes an id. Nobody but the service can say more of a token that a credential just got; one that a person set may be any.
 */
export function tokenProblems(
  claims: Claims | undefined,
  expected: Expected,
  origin: TokenOrigin = 'asked',
): TokenProblem[] {
  if (!claims) return [{ sentence: opaque[origin], class: 'credential', stops: origin === 'set' }];
  return checks.flatMap(({ find, remedy, isOfClock, class: name = 'credential' }) => {
    const fact = find(claims, expected, { origin, it: names[origin] });
    if (fact === undefined) return [];
    return [{ sentence: `${fact}; ${remedy[origin]}`, class: name, stops: origin === 'set' || !isOfClock }];
  });
}

const names: Readonly<Record<TokenOrigin, string>> = { asked: 'the token', set: 'the token in GRAPH_TOKEN' };

const opaque: Readonly<Record<TokenOrigin, string>> = {
  asked: 'the token is no JSON Web Token, so its audience, tenant and permissions cannot be checked',
  set: 'the token in GRAPH_TOKEN is no JSON Web Token, so nothing tells its audience, tenant, permissions and expiry; copy all of it, and sign in with an account of the tenant: that of a personal account is no such token',
};

/** Where a token comes from, and what it is called because of that. */
interface Naming {
  readonly origin: TokenOrigin;
  readonly it: string;
}

/** A way in which a token can be wrong: the fact, and what to do. */
interface Check {
  readonly find: (claims: Claims, expected: Expected, naming: Naming) => string | undefined;
  readonly remedy: Readonly<Record<TokenOrigin, string>>;
  /** What is in the way, if that is not the credential itself. */
  readonly class?: BlockingClass;
  /** If the token was just issued, only the clock of this machine can be the reason; the run goes by that of the service. */
  readonly isOfClock?: true;
}

const checks: readonly Check[] = [
  {
    find: ({ audience }, { audiences }, { it }) =>
      audience !== undefined && audiences.includes(audience)
        ? undefined
        : `${it} is for ${shown(audience)} (aud), not for ${audiences[0]}`,
    remedy: {
      asked: 'set GRAPH_CLOUD to the cloud of the tenant',
      set: 'get one for Microsoft Graph, or set GRAPH_CLOUD to the cloud of the tenant',
    },
  },
  {
    find: ({ tenant }, expected, { it }) => {
      if (tenant === undefined) return `${it} names no tenant (tid)`;
      return expected.tenant === undefined || isSame(tenant, expected.tenant)
        ? undefined
        : `${it} is of another tenant (tid) than AZURE_TENANT_ID`;
    },
    remedy: {
      asked: 'sign in to that tenant, or correct AZURE_TENANT_ID',
      set: 'get one of the tenant, or correct AZURE_TENANT_ID',
    },
    class: 'tenant',
  },
  {
    find: ({ tenant }, { dedicatedTenants }, { it }) =>
      dedicatedTenants === undefined || dedicatedTenants.some((one) => isSame(tenant, one))
        ? undefined
        : `the tenant of ${it} (tid) is not one of GRAPH_DEDICATED_TENANTS`,
    remedy: {
      asked: 'add it only if everything in it may be changed, or set GRAPH_WRITES to none or own',
      set: 'set GRAPH_WRITES to none',
    },
    class: 'tenant',
  },
  {
    find: ({ permissions }, { permission }, { it }) =>
      permissions.some((one) => one === permission || one === permission.replace('Read.All', 'ReadWrite.All'))
        ? undefined
        : `${it} lacks ${permission} (it has ${permissions.length === 0 ? 'no permission' : permissions.join(', ')})`,
    remedy: {
      asked: 'grant it to the application, with the consent of an administrator',
      set: 'consent to it where the token comes from, in Graph Explorer under Modify permissions, and get another',
    },
    class: 'permission',
  },
  {
    find: ({ expires }, { now }, { origin, it }) => {
      const left = (expires ?? 0) - now / 1000;
      if (left <= 0)
        return `${it} has expired (exp)${origin === 'set' && expires !== undefined ? ` ${ago(left)}` : ''}`;
      return origin === 'set' && left < skew ? `${it} expires in ${Math.floor(left)} s (exp)` : undefined;
    },
    remedy: {
      asked: 'if it was just issued, the clock of this machine is ahead: set it',
      set: 'get another; if it was just issued, the clock of this machine is ahead: set it',
    },
    isOfClock: true,
  },
  {
    find: ({ issued = 0, notBefore = 0 }, { now }, { it }) => {
      const ahead = Math.round(Math.max(issued, notBefore) - now / 1000);
      return ahead <= skew
        ? undefined
        : `${it} was issued ${ahead} s in the future (iat, nbf): the clock of this machine is behind`;
    },
    remedy: { asked: 'set it', set: 'set it' },
    isOfClock: true,
  },
];

/** An audience as it may be told: the address of a service, but no id. */
function shown(audience: string | undefined): string {
  if (audience === undefined) return 'no audience';
  return /^https:\/\/[a-z\d.-]{1,80}\/?$/i.test(audience) ? audience : 'another application';
}

function ago(seconds: number): string {
  const minutes = Math.floor(-seconds / 60);
  if (minutes < 1) return `${Math.floor(-seconds)} s ago`;
  return minutes < 120 ? `${minutes} minutes ago` : `${Math.floor(minutes / 60)} hours ago`;
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

function readPayload(payload: string): JsonObject | undefined {
  try {
    const value = readJson(Buffer.from(payload, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
