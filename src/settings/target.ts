import type { Stance } from '../judge/policy.ts';
import type { Level } from '../model/level.ts';
import { type Cloud, clouds, cloudsOf } from './cloud.ts';
import { type CredentialName, onlyReads } from './credentialNames.ts';
import type { CaseTime, Limits, PaceOptions } from './limits.ts';
import { type Proxies, readProxies, refuseSocks } from './proxies.ts';
import { eavesdropperProblems } from './refused/eavesdroppers.ts';
import { refuseUnread } from './refused/ignoredSettings.ts';
import { changed, type Environment, given, type Kind, SettingError, type SettingProblem, settled } from './setting.ts';
import { SettingProblems } from './settingProblems.ts';
import { settings } from './settings.ts';
import type { WriteMode } from './writeMode.ts';

/** The variable by which a run tells its workers which token the embedded mock takes, so that it can look for it in the reports. */
export const embeddedToken = 'GPCONF_EMBEDDED_TOKEN';

/** What a live target adds: its cloud, the way to get a token, and the host that issues it. */
export interface Live {
  readonly cloud: Cloud;
  /** Left out where the environment does not say it rightly, so that nothing can be sent. */
  readonly credential?: CredentialName;
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
  /** How long a case may take, and the removal of what it made, where that is set. */
  readonly time: Partial<CaseTime>;
  readonly limits: Limits;
}

/** The levels that are judged where GRAPH_LEVELS is not set: refusals are not tried out on a tenant unless asked for. */
const usualLevels: Readonly<Record<Kind, readonly Level[]>> = {
  embedded: ['shape', 'state', 'protocol'],
  mock: ['shape', 'state', 'protocol'],
  live: ['shape', 'state'],
};

/** What an environment says of a target: the target, as far as it can be read, and whatever is wrong or missing. */
export interface TargetSurvey {
  readonly target?: Target;
  /** The target may not be the one that is meant: a variable is misspelt, or belongs to another target. */
  readonly isDoubtful: boolean;
  readonly problems: readonly SettingProblem[];
}

/** Reads the target from an environment; throws `SettingError`, a line for everything wrong or missing. */
export function readTarget(environment: Environment): Target {
  const { target, problems } = surveyTarget(environment);
  if (!target || problems.length > 0) throw new SettingError(problems);
  return target;
}

/** Reads as much of the target as an environment says, and collects what is wrong or missing. */
export function surveyTarget(environment: Environment): TargetSurvey {
  const problems = new SettingProblems();
  problems.attempt(() => refuseUnread(environment));
  const isDoubtful = problems.found.some(({ settings: names }) => names.some((name) => !isDetail(name)));
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    problems.add([
      {
        kind: 'wrong',
        settings: ['NODE_TLS_REJECT_UNAUTHORIZED'],
        sentence:
          'NODE_TLS_REJECT_UNAUTHORIZED is 0, by which any server could take the tokens; remove it and name your certificate authority in GRAPH_CA',
      },
    ]);
  const target = problems.attempt(() => targetIn(environment, problems));
  if (target?.live) problems.add(eavesdropperProblems(environment));
  return { ...(target ? { target } : {}), isDoubtful, problems: problems.found };
}

/** Whether a variable is a setting other than the one that names the target. */
function isDetail(name: string): boolean {
  return Object.values(settings).some((setting) => setting.name === name && setting !== settings.target);
}

function targetIn(environment: Environment, problems: SettingProblems): Target {
  const kind = settled(settings.target, environment);
  const deviations = given(settings.deviations, environment);
  const ca = given(settings.ca, environment);
  const cases = given(settings.caseTime, environment);
  const removal = given(settings.removalTime, environment);
  const proxies = problems.attempt(() => readProxies(environment));
  const place = places[kind](environment, problems);
  if (proxies) problems.attempt(() => refuseSocks(proxies, [place.baseUrl ?? [], place.live?.authority ?? []].flat()));
  return {
    kind,
    ...place,
    ...(ca === undefined ? {} : { ca }),
    ...(proxies && kind !== 'embedded' ? { proxies } : {}),
    ready: settled(settings.ready, environment),
    levels: given(settings.levels, environment) ?? usualLevels[kind],
    ...(deviations === undefined ? {} : { deviations }),
    policies: given(settings.policies, environment) ?? new Map(),
    seed: settled(settings.seed, environment),
    convergence: settled(settings.convergence, environment),
    uploads: settled(settings.uploads, environment),
    time: {
      ...(cases === undefined ? {} : { cases }),
      ...(removal === undefined ? {} : { removal }),
    },
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

/** What each kind of target adds. What its problems leave out is only for whoever asks the target, not for its plan. */
const places: Readonly<Record<Kind, (environment: Environment, problems: SettingProblems) => Place>> = {
  embedded: () => ({ writes: 'dedicated' }),
  mock: (environment, problems) => {
    const capabilities = given(settings.capabilities, environment);
    const baseUrl = problems.attempt(() => settled(settings.baseUrl, environment));
    if (changed(settings.token, environment) !== undefined && onlyReads(environment[settings.credential.name]))
      problems.add([tokenOfTenant]);
    return {
      ...(baseUrl === undefined ? {} : { baseUrl }),
      token: settled(settings.token, environment),
      writes: 'dedicated',
      ...(settled(settings.certificates, environment) === 'unchecked' ? { insecure: true } : {}),
      ...(capabilities === undefined ? {} : { capabilities }),
    };
  },
  live: (environment, problems) => {
    const credential = problems.attempt(() => settled(settings.credential, environment));
    const asked = settled(settings.writes, environment);
    const writes = onlyReads(credential) ? 'none' : asked;
    if (writes !== asked) problems.add([tokenReads(asked)]);
    const live = { ...readLive(environment, writes, problems), ...(credential === undefined ? {} : { credential }) };
    const baseUrl = problems.attempt(() => liveBase(live.cloud, environment));
    return { ...(baseUrl === undefined ? {} : { baseUrl }), live, writes };
  },
};

/** A token of a tenant must not be shown to a server that is none of Microsoft's. */
const tokenOfTenant: SettingProblem = {
  kind: 'wrong',
  settings: [settings.token.name, settings.credential.name],
  sentence:
    'GRAPH_TOKEN is a token of a tenant, as GRAPH_CREDENTIAL=token says, and is not shown to a mock server; unset GRAPH_CREDENTIAL if the token is that of the mock server',
};

function tokenReads(writes: WriteMode): SettingProblem {
  const sentence = `GRAPH_WRITES is ${writes}, and GRAPH_CREDENTIAL=token only reads; set GRAPH_WRITES=none, or name another GRAPH_CREDENTIAL to write`;
  return { kind: 'wrong', settings: [settings.writes.name, settings.credential.name], sentence };
}

function readLive(environment: Environment, writes: WriteMode, problems: SettingProblems): Live {
  const cloud = clouds[settled(settings.cloud, environment)];
  const markKey = writes === 'none' ? undefined : problems.attempt(() => settled(settings.markKey, environment));
  const rate = settled(settings.rate, environment);
  return {
    cloud,
    ...(problems.attempt(() => authorityOf(cloud, environment)) ?? issuerOf(cloud)),
    ...(writes === 'dedicated' ? { dedicatedTenants: given(settings.dedicatedTenants, environment) ?? [] } : {}),
    ...(markKey === undefined ? {} : { markKey }),
    pace: { ...(rate === 0 ? {} : { perSecond: rate }), most: settled(settings.budget, environment) },
  };
}

type Issuer = Pick<Live, 'authority' | 'isPrivate'>;

/** The host that issues tokens in a cloud. */
function issuerOf({ authorities: [authority] }: Cloud): Issuer {
  return { authority, isPrivate: false };
}

/** The host that issues tokens: that of the cloud, unless another is set. */
function authorityOf(cloud: Cloud, environment: Environment): Issuer {
  const authority = given(settings.authority, environment);
  if (authority === undefined) return issuerOf(cloud);
  if (!authority.startsWith('https:'))
    throw new SettingError(
      `AZURE_AUTHORITY_HOST is "${authority}"; it must be an https URL, for secrets are sent there`,
    );
  const owners = cloudsOf(authority);
  if (owners.length > 0 && !owners.includes(cloud))
    throw new SettingError(
      `AZURE_AUTHORITY_HOST is "${authority}", which is of GRAPH_CLOUD=${owners[0]?.name}, not of ${cloud.name}; make them agree`,
    );
  return { authority, isPrivate: owners.length === 0 };
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
