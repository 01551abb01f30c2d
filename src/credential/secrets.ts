import type { Environment, Setting } from '../settings/setting.ts';
import { settings } from '../settings/settings.ts';
import { embeddedToken } from '../settings/target.ts';
import { isTelling } from '../transport/redaction/telling.ts';
import { credentialKinds } from './kinds.ts';

const proxyVariables: readonly string[] = [
  settings.proxy.name,
  settings.httpsProxy.name,
  settings.httpProxy.name,
  'ALL_PROXY',
];

/**
 * Every telling secret that an environment holds or names a file of, which each process of a run knows without being told. A
 * setting that is wrong gives what can be read of it: it is refused elsewhere, and not to be printed there.
 */
export function secretsIn(environment: Environment): string[] {
  const all = new Set([...ofSettings(environment), ...ofProxies(environment), ...ofCredentials(environment)]);
  return [...all].filter(isTelling);
}

function ofSettings(environment: Environment): string[] {
  const all: readonly Setting<unknown>[] = Object.values(settings);
  const values = all.filter(({ secret }) => secret).map(({ name }) => environment[name] ?? '');
  const tenant = environment[settings.tenant.name] ?? '';
  return [
    environment[embeddedToken] ?? '',
    tenant.toLowerCase(),
    tenant.toUpperCase(),
    ...values.flatMap((value) => [value, ...value.split(',')]),
  ];
}

/** Names and passwords in the addresses of proxies, as they are written and as they are meant. */
function ofProxies(environment: Environment): string[] {
  return proxyVariables.flatMap((name) =>
    [environment[name], environment[name.toLowerCase()]].flatMap((address) => userAndPassword(address ?? '')),
  );
}

function userAndPassword(address: string): string[] {
  const [, written = ''] = /^[a-z][a-z\d+.-]*:[/\\]*(.*)@/i.exec(address) ?? [];
  const [user = '', ...rest] = written.split(':');
  const password = rest.join(':');
  const parts = [user, password, written];
  return [...parts, ...parts.map(decoded)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What the files of credentials hold; one that cannot be read holds nothing. */
function ofCredentials(environment: Environment): string[] {
  const find = (setting: Setting<string>): string | undefined => environment[setting.name] || undefined;
  return Object.values(credentialKinds).flatMap(({ needs, secrets }) => {
    if (!secrets || needs.some((setting) => find(setting) === undefined)) return [];
    try {
      return secrets((setting) => find(setting) ?? '', find);
    } catch {
      return [];
    }
  });
}
