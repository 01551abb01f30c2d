import type { Level } from '../contract/claim.ts';
import type { Stance } from '../contract/policy.ts';
import type { Limits } from './client.ts';
import { type Cloud, clouds, cloudsOf } from './cloud.ts';
import type { CredentialName } from './credential/names.ts';
import type { Proxies } from './network.ts';
import type { PaceOptions } from './pace.ts';
import { readProxies } from './proxies.ts';
import { type Environment, given, type Kind, SettingError, settled } from './setting.ts';
import { settings } from './settings.ts';
import { refuseUnread } from './unread.ts';
import type { WriteMode } from './writes.ts';

/** The variable by which a run tells its workers which token the embedded mock takes, so that it can look for it in the reports. */
export const embeddedToken = 'GPCONF_EMBEDDED_TOKEN';

/** What a live target adds: its cloud, the way to get a token, and the host that issues it. */
export interface Live {
  readonly cloud: Cloud;
  readonly credential: CredentialName;
  readonly authority: string;
  /** Whether the authority is none of Microsoft's, so that nobody else is asked about it. */
  readonly isPrivate: boolean;
  /** The tenants in which everything may be written; undefined where that is not asked. */
  readonly dedicatedTenants?: readonly string[];
  /** By what the marks of what the run makes are sealed; undefined where it makes nothing. */
  readonly markKey?: string;
  /** Requests per second, and requests in all. */
  readonly pace: PaceOptions;
}

/** Where requests go and how: what the environment says, checked. `baseUrl` is known for `mock` and `live`, `token` for `mock`, `live` for `live`. */
export interface Target {
  readonly kind: Kind;
  readonly baseUrl?: string;
  readonly token?: string;
  readonly live?: Live;
  readonly writes: WriteMode;
  /** A PEM file of certificate authorities that are trusted besides those of Node. */
  readonly ca?: string;
  readonly proxies?: Proxies;
  /** Any certificate is taken. */
  readonly insecure?: true;
  /** How long the target is waited for where it does not answer yet, in milliseconds. */
  readonly ready: number;
  /** The file of what the target claims, where that is not everything. */
  readonly capabilities?: string;
  readonly levels: readonly Level[];
  readonly deviations?: string;
  readonly policies: ReadonlyMap<string, Stance>;
  readonly seed: string;
  readonly convergence: number;
  /** How long the work that follows an upload may take, in milliseconds. */
  readonly uploads: number;
  readonly limits: Limits;
}

/** The levels that are judged where GRAPH_LEVELS is not set: refusals are not tried out on a tenant unless asked for. */
const usualLevels: Readonly<Record<Kind, readonly Level[]>> = {
  embedded: ['shape', 'state', 'protocol'],
  mock: ['shape', 'state', 'protocol'],
  live: ['shape', 'state'],
};

/** Reads the target from an environment; throws `SettingError`, one sentence, for anything wrong or missing. */
export function readTarget(environment: Environment): Target {
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new SettingError(
      'NODE_TLS_REJECT_UNAUTHORIZED is 0, by which any server could take the tokens; remove it and name your certificate authority in GRAPH_CA',
    );
  refuseUnread(environment);
  const kind = settled(settings.target, environment);
  const deviations = given(settings.deviations, environment);
  const ca = given(settings.ca, environment);
  const proxies = readProxies(environment);
  return {
    kind,
    ...places[kind](environment),
    ...(ca === undefined ? {} : { ca }),
    ...(proxies && kind !== 'embedded' ? { proxies } : {}),
    ready: settled(settings.ready, environment),
    levels: given(settings.levels, environment) ?? usualLevels[kind],
    ...(deviations === undefined ? {} : { deviations }),
    policies: given(settings.policies, environment) ?? new Map(),
    seed: settled(settings.seed, environment),
    convergence: settled(settings.convergence, environment),
    uploads: settled(settings.uploads, environment),
    limits: {
      deadline: settled(settings.deadline, environment),
      bodyBytes: settled(settings.bodyBytes, environment),
      headerBytes: settled(settings.headerBytes, environment),
      waiting: settled(settings.waiting, environment),
      idle: settled(settings.idle, environment),
    },
  };
}

type Place = Pick<Target, 'baseUrl' | 'token' | 'live' | 'writes' | 'insecure' | 'capabilities'>;

const places: Readonly<Record<Kind, (environment: Environment) => Place>> = {
  embedded: () => ({ writes: 'dedicated' }),
  mock: (environment) => {
    const capabilities = given(settings.capabilities, environment);
    return {
      baseUrl: settled(settings.baseUrl, environment),
      token: settled(settings.token, environment),
      writes: 'dedicated',
      ...(settled(settings.certificates, environment) === 'unchecked' ? { insecure: true } : {}),
      ...(capabilities === undefined ? {} : { capabilities }),
    };
  },
  live: (environment) => {
    const writes = settled(settings.writes, environment);
    const live = readLive(environment, writes);
    return { baseUrl: liveBase(live.cloud, environment), live, writes };
  },
};

function readLive(environment: Environment, writes: WriteMode): Live {
  const cloud = clouds[settled(settings.cloud, environment)];
  const credential = settled(settings.credential, environment);
  const authority = given(settings.authority, environment) ?? cloud.authorities[0];
  if (!authority.startsWith('https:'))
    throw new SettingError(
      `AZURE_AUTHORITY_HOST is "${authority}"; it must be an https URL, for secrets are sent there`,
    );
  const owners = cloudsOf(authority);
  if (owners.length > 0 && !owners.includes(cloud))
    throw new SettingError(
      `AZURE_AUTHORITY_HOST is "${authority}", which is of GRAPH_CLOUD=${owners[0]?.name}, not of ${cloud.name}; make them agree`,
    );
  const rate = settled(settings.rate, environment);
  return {
    cloud,
    credential,
    authority,
    isPrivate: owners.length === 0,
    ...(writes === 'dedicated' ? { dedicatedTenants: given(settings.dedicatedTenants, environment) ?? [] } : {}),
    ...(writes === 'none' ? {} : { markKey: settled(settings.markKey, environment) }),
    pace: { ...(rate === 0 ? {} : { perSecond: rate }), most: settled(settings.budget, environment) },
  };
}

function liveBase({ graph }: Cloud, environment: Environment): string {
  const rehearsed = given(settings.baseUrl, environment);
  if (rehearsed === undefined) return `${graph}/beta`;
  const { protocol, hostname } = new URL(rehearsed);
  if (protocol !== 'https:' || !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname))
    throw new SettingError(
      `GRAPH_BASE_URL is "${rehearsed}"; with GRAPH_TARGET=live it must be https on loopback, to rehearse, or not be set: GRAPH_CLOUD says where Graph is`,
    );
  return rehearsed;
}
