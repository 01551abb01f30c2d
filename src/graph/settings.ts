import { type Stance, stances } from '../contract/policy.ts';

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

function oneOf<T extends string>(name: string, text: string, members: readonly T[], fallback: T): Setting<T> {
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
    fallback: members.join(','),
    read: (value) =>
      value.split(',').map((item) => {
        const found = members.find((member) => member === item.trim());
        if (found === undefined)
          throw new SettingError(`${name} names "${item.trim()}"; it must list some of ${members.join(', ')}`);
        return found;
      }),
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
    'levels of claims to judge: what pages say, what their verbs mean, what Graph and OData agree on',
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
  headerBytes: wholeNumber('GRAPH_MAX_HEADER_BYTES', 'largest head of an answer that is read', 32 * 1024, 1),
} as const;
