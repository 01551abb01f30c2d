import { isObject, JsonError, type JsonObject, readJson } from '../contract/json.ts';

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

/** Something wrong with a token: a sentence with the remedy, and whether nothing is to be sent because of it. */
export interface TokenProblem {
  readonly sentence: string;
  readonly stops: boolean;
}

/** What a token is held against; `now` is in milliseconds. */
export interface Expected {
  readonly audiences: readonly string[];
  readonly tenant: string;
  readonly permission: Permission;
  readonly now: number;
  /** The tenants in which everything may be written; left out where that is not asked. */
  readonly dedicatedTenants?: readonly string[];
}

/** The longest difference between two clocks, in seconds, that is no problem. */
const skew = 60;

/** The claims of a JSON Web Token (RFC 7519), undefined for any other text. */
export function claimsOf(token: string): Claims | undefined {
  const [, payload, signature] = token.split('.');
  const claims = payload === undefined || signature === undefined ? undefined : readPayload(payload);
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

/** What is wrong with a token before anything is sent with it; `undefined` is a token that is no JSON Web Token. No sentence quotes an id. */
export function tokenProblems(claims: Claims | undefined, expected: Expected): TokenProblem[] {
  if (!claims)
    return [
      {
        sentence: 'the token is no JSON Web Token, so its audience, tenant and permissions cannot be checked',
        stops: false,
      },
    ];
  const found = (some: typeof checks, stops: boolean): TokenProblem[] =>
    some.flatMap((check) => {
      const sentence = check(claims, expected);
      return sentence === undefined ? [] : [{ sentence, stops }];
    });
  return [...found(checks, true), ...found(clockChecks, false)];
}

const checks: readonly ((claims: Claims, expected: Expected) => string | undefined)[] = [
  ({ audience }, { audiences }) =>
    audience !== undefined && audiences.includes(audience)
      ? undefined
      : `the token is for ${audience ?? 'no audience'} (aud), not for ${audiences[0]}; set GRAPH_CLOUD to the cloud of the tenant`,
  ({ tenant }, expected) =>
    isSame(tenant, expected.tenant)
      ? undefined
      : 'the token is of another tenant (tid) than AZURE_TENANT_ID; sign in to that tenant, or correct AZURE_TENANT_ID',
  ({ tenant }, { dedicatedTenants }) =>
    dedicatedTenants === undefined || dedicatedTenants.some((one) => isSame(tenant, one))
      ? undefined
      : 'the tenant of the token (tid) is not one of GRAPH_DEDICATED_TENANTS; add it only if everything in it may be changed, or set GRAPH_WRITES to none or own',
  ({ permissions }, { permission }) =>
    permissions.some((one) => one === permission || one === permission.replace('Read.All', 'ReadWrite.All'))
      ? undefined
      : `the token lacks ${permission} (it has ${permissions.length === 0 ? 'no permission' : permissions.join(', ')}); grant it to the application, with the consent of an administrator`,
];

/** What only the clock of this machine can be the reason of, for the token was just issued; the run goes by that of the service. */
const clockChecks: typeof checks = [
  ({ expires }, { now }) =>
    expires !== undefined && expires * 1000 > now
      ? undefined
      : 'the token has expired (exp); if it was just issued, the clock of this machine is ahead: set it',
  ({ issued = 0, notBefore = 0 }, { now }) => {
    const ahead = Math.round(Math.max(issued, notBefore) - now / 1000);
    return ahead <= skew
      ? undefined
      : `the token was issued ${ahead} s in the future (iat, nbf): the clock of this machine is behind; set it`;
  },
];

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
