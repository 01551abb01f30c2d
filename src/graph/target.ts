import type { Level } from '../contract/claim.ts';
import type { Stance } from '../contract/policy.ts';
import type { Limits } from './client.ts';
import { given, SettingError, settings, settled } from './settings.ts';

/** The variable by which a run tells its workers which token the embedded mock takes, so that it can look for it in the reports. */
export const embeddedToken = 'GPCONF_EMBEDDED_TOKEN';

/** Where requests go and how: what the environment says, checked. `baseUrl` and `token` are known for `mock` only. */
export interface Target {
  readonly kind: 'embedded' | 'mock';
  readonly baseUrl?: string;
  readonly token?: string;
  readonly levels: readonly Level[];
  readonly deviations?: string;
  readonly policies: ReadonlyMap<string, Stance>;
  readonly seed: string;
  readonly convergence: number;
  readonly limits: Limits;
}

/** Reads the target from an environment; throws `SettingError`, one sentence, for anything wrong or missing. */
export function readTarget(environment: Readonly<Record<string, string | undefined>>): Target {
  const kind = settled(settings.target, environment);
  if (kind === 'live')
    throw new SettingError('GRAPH_TARGET is "live", which is not configured yet; use embedded or mock');
  const deviations = given(settings.deviations, environment);
  return {
    kind,
    ...(kind === 'mock'
      ? { baseUrl: settled(settings.baseUrl, environment), token: settled(settings.token, environment) }
      : {}),
    levels: settled(settings.levels, environment),
    ...(deviations === undefined ? {} : { deviations }),
    policies: given(settings.policies, environment) ?? new Map(),
    seed: settled(settings.seed, environment),
    convergence: settled(settings.convergence, environment),
    limits: {
      deadline: settled(settings.deadline, environment),
      bodyBytes: settled(settings.bodyBytes, environment),
      headerBytes: settled(settings.headerBytes, environment),
      waiting: settled(settings.waiting, environment),
    },
  };
}
