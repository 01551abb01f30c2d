import { type Stance, stances } from '../contract/policy.ts';
import { cloudNames } from './cloud.ts';
import { credentialNames } from './credential/names.ts';

/** A wrong or missing setting: one sentence that names the variable, what it is, what it must be. */
export class SettingError extends Error {}

/** An environment variable of the suite, as `.env.example` shows it. */
export interface Setting<T> {
  readonly name: string;
  readonly text: string;
  /** The value when the variable is not set; undefined where there is none. */
  readonly fallback: string | undefined;
  read(value: string): T;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a setting in an environment; empty counts as not set. Throws `SettingError`. */
export function given<T>(setting: Setting<T>, environment: Environment): T | undefined {
  const value = environment[setting.name] || setting.fallback;
  return value === undefined ? undefined : setting.read(value);
}

/** The value of a setting that has a fallback. Throws `SettingError`. */
export function settled<T>(setting: Setting<T>, environment: Environment): T {
  const value = given(setting, environment);
  if (value === undefined) throw new SettingError(`${setting.name} is not set; set it to the ${setting.text}`);
  return value;
}

function oneOf<T extends string>(name: string, text: string, members: readonly T[], fallback?: T): Setting<T> {
  return {
    name,
    text,
    fallback,
    read: (value) => {
      const found = members.find((member) => member === value);
      if (found === undefined) throw new SettingError(`${name} is "${value}"; it must be ${members.join(' or ')}`);
      return found;
    },
  };
}

function someOf<T extends string>(name: string, text: string, members: readonly T[]): Setting<T[]> {
  return {
    name,
    text,
    fallback: undefined,
    read: (value) =>
      value.split(',').map((item) => {
        const found = members.find((member) => member === item.trim());
        if (found === undefined)
          throw new SettingError(`${name} names "${item.trim()}"; it must list some of ${members.join(', ')}`);
        return found;
      }),
  };
}

function listOf(name: string, text: string): Setting<string[]> {
  return {
    name,
    text,
    fallback: undefined,
    read: (value) => value.split(',').flatMap((item) => item.trim() || []),
  };
}

function stancesOf(name: string, text: string): Setting<ReadonlyMap<string, Stance>> {
  return {
    name,
    text,
    fallback: undefined,
    read: (value) =>
      new Map(
        value.split(',').map((item) => {
          const [id = '', stance] = item.trim().split('=');
          const found = stances.find((one) => one === stance);
          if (found === undefined)
            throw new SettingError(
              `${name} has "${item.trim()}"; it must be a policy with ${stances.join(', ')}, such as second-delete=fail`,
            );
          return [id, found];
        }),
      ),
  };
}

function wholeNumber(name: string, text: string, fallback: number, least: number): Setting<number> {
  return {
    name,
    text,
    fallback: String(fallback),
    read: (value) => {
      if (!/^\d+$/.test(value) || Number(value) < least)
        throw new SettingError(`${name} is "${value}"; it must be a whole number of at least ${least}`);
      return Number(value);
    },
  };
}

function plain(name: string, text: string, fallback?: string): Setting<string> {
  return { name, text, fallback, read: (value) => value };
}

function url(name: string, text: string): Setting<string> {
  return {
    name,
    text,
    fallback: undefined,
    read: (value) => {
      const parsed = URL.canParse(value) ? new URL(value) : undefined;
      if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
        throw new SettingError(
          `${name} is "${value}"; it must be an http or https URL such as http://127.0.0.1:4010/beta`,
        );
      }
      if (parsed.username !== '' || parsed.search !== '' || parsed.hash !== '') {
        throw new SettingError(`${name} has a user, query or fragment; it must be only origin and path`);
      }
      return parsed.href.replace(/\/$/, '');
    },
  };
}

function proxy(name: string, text: string): Setting<string> {
  return {
    name,
    text,
    fallback: undefined,
    read: (value) => {
      const protocol = URL.canParse(value) ? new URL(value).protocol : undefined;
      if (protocol !== 'http:' && protocol !== 'https:')
        throw new SettingError(`${name} is no http or https URL; it must be one such as http://127.0.0.1:8000`);
      return value;
    },
  };
}

function guid(name: string, text: string): Setting<string> {
  return {
    name,
    text,
    fallback: undefined,
    read: (value) => {
      if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
        throw new SettingError(`${name} is no GUID; it must be the ${text}`);
      return value;
    },
  };
}

/** Every environment variable that the suite reads. */
export const settings = {
  target: oneOf(
    'GRAPH_TARGET',
    'where requests go: the embedded mock, a mock server at GRAPH_BASE_URL, or the live service',
    ['embedded', 'mock', 'live'],
    'embedded',
  ),
  baseUrl: url('GRAPH_BASE_URL', 'base URL of the mock server, with or without /beta; for GRAPH_TARGET=mock'),
  token: plain('GRAPH_TOKEN', 'bearer token that the mock server takes; for GRAPH_TARGET=mock', 'mock-token'),
  levels: someOf(
    'GRAPH_LEVELS',
    'levels of claims to judge: shape (what pages say), state (what their verbs mean), protocol (what Graph and OData agree on); without it all, and shape,state on GRAPH_TARGET=live',
    ['shape', 'state', 'protocol'],
  ),
  deviations: plain(
    'GRAPH_DEVIATIONS',
    'file of known deviations of the target; without it, contracts/deviations/<target>.json',
  ),
  policies: stancesOf(
    'GRAPH_POLICIES',
    'other stances where the documentation is silent, such as second-delete=fail,wrapped-get=pass; all are in contracts/policies.json',
  ),
  seed: plain('GRAPH_SEED', 'what the values sent are made from; the same seed sends the same values', 'conformance'),
  deadline: wholeNumber(
    'GRAPH_DEADLINE_MS',
    'milliseconds until a request without a complete answer is given up',
    10_000,
    1,
  ),
  convergence: wholeNumber(
    'GRAPH_CONVERGENCE_MS',
    'milliseconds for which a target may not yet show what was created, or still show what was deleted',
    2_000,
    0,
  ),
  uploads: wholeNumber(
    'GRAPH_UPLOAD_MS',
    'milliseconds for which the work that follows the upload of a definition file is waited for',
    300_000,
    0,
  ),
  bodyBytes: wholeNumber(
    'GRAPH_MAX_BODY_BYTES',
    'largest answer body that is read, on the wire and inflated',
    8 * 1024 * 1024,
    1,
  ),
  waiting: wholeNumber(
    'GRAPH_MAX_WAIT_MS',
    'milliseconds that one request may wait in all for a target that throttles; more ends in inconclusive',
    30_000,
    0,
  ),
  idle: wholeNumber(
    'GRAPH_IDLE_MS',
    'milliseconds for which the connection of a documented request is watched after the answer, for bytes that nobody asked for',
    20,
    0,
  ),
  headerBytes: wholeNumber('GRAPH_MAX_HEADER_BYTES', 'largest head of an answer that is read', 32 * 1024, 1),
  ca: plain(
    'GRAPH_CA',
    'PEM file of certificate authorities to trust beside those of Node, for the target and for the token endpoint',
  ),
  proxy: proxy(
    'GRAPH_PROXY',
    'proxy for every request to the target; without it, what HTTPS_PROXY and HTTP_PROXY name',
  ),
  httpsProxy: proxy('HTTPS_PROXY', 'proxy for https, as other programs know it; not for hosts of this machine'),
  httpProxy: proxy('HTTP_PROXY', 'proxy for http, as other programs know it; not for hosts of this machine'),
  noProxy: listOf('NO_PROXY', 'hosts to which HTTPS_PROXY and HTTP_PROXY are not used, separated by commas'),
  certificates: oneOf(
    'GRAPH_CERTIFICATES',
    'checked, or unchecked to take any certificate that the server shows, which the report tells; for GRAPH_TARGET=mock',
    ['checked', 'unchecked'],
    'checked',
  ),
  ready: wholeNumber('GRAPH_READY_MS', 'milliseconds for which a target that does not answer yet is waited for', 0, 0),
  capabilities: plain(
    'GRAPH_CAPABILITIES',
    'file that says what a mock claims, where that is not everything (contracts/capabilities.schema.json); for GRAPH_TARGET=mock',
  ),
  cloud: oneOf(
    'GRAPH_CLOUD',
    'cloud of the tenant: global, usgov, usgovdod, china; for GRAPH_TARGET=live',
    cloudNames,
    'global',
  ),
  writes: oneOf(
    'GRAPH_WRITES',
    'what may be written to a tenant: none, own (only what the run made), dedicated (everything documented); for GRAPH_TARGET=live',
    ['none', 'own', 'dedicated'],
    'none',
  ),
  dedicatedTenants: listOf(
    'GRAPH_DEDICATED_TENANTS',
    'ids of the tenants in which everything may be written, separated by commas; for GRAPH_WRITES=dedicated',
  ),
  markKey: plain(
    'GRAPH_MARK_KEY',
    'secret by which the marks in the names of what a run makes are sealed; for GRAPH_WRITES=own and dedicated, and for npm run sweep',
  ),
  rate: wholeNumber(
    'GRAPH_RATE',
    'requests per second of all workers together, 0 for as fast as they are answered; for GRAPH_TARGET=live',
    2,
    0,
  ),
  budget: wholeNumber('GRAPH_MAX_REQUESTS', 'most requests that a run sends; for GRAPH_TARGET=live', 30_000, 1),
  credential: oneOf(
    'GRAPH_CREDENTIAL',
    `credential for GRAPH_TARGET=live: ${credentialNames.join(', ')}`,
    credentialNames,
  ),
  tenant: guid('AZURE_TENANT_ID', 'id of the tenant (a GUID); for every credential'),
  client: plain(
    'AZURE_CLIENT_ID',
    'id of the application; for every credential but azure-cli and azure-powershell, and with managed-identity for one assigned by a user',
  ),
  clientSecret: plain('AZURE_CLIENT_SECRET', 'secret of the application; for client-secret'),
  certificatePath: plain(
    'AZURE_CLIENT_CERTIFICATE_PATH',
    'PEM file with certificate and private key of the application; for client-certificate',
  ),
  certificatePassword: plain(
    'AZURE_CLIENT_CERTIFICATE_PASSWORD',
    'password of the private key, where it is encrypted; for client-certificate',
  ),
  federatedTokenFile: plain('AZURE_FEDERATED_TOKEN_FILE', 'file of the federated assertion; for workload-identity'),
  actionsUrl: plain(
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'where a GitHub job gets its assertion, set there by permissions: id-token: write; for github-actions',
  ),
  actionsToken: plain('ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'what it gets it with, set there too; for github-actions'),
  serviceConnection: plain('AZURE_SERVICE_CONNECTION_ID', 'id of the service connection; for azure-pipelines'),
  systemToken: plain('SYSTEM_ACCESSTOKEN', 'token of the job, mapped from $(System.AccessToken); for azure-pipelines'),
  oidcUri: plain('SYSTEM_OIDCREQUESTURI', 'where the job gets its assertion, set by the agent; for azure-pipelines'),
  authority: url(
    'AZURE_AUTHORITY_HOST',
    'host that issues tokens, where it is not that of GRAPH_CLOUD, such as https://login.example.org',
  ),
} as const;
