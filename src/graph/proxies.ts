import type { Proxies } from './network.ts';
import { type Environment, given } from './setting.ts';
import { settings } from './settings.ts';

/** To these no proxy that the environment names for everybody is asked, for it would look for them on its own machine. */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The proxies that an environment names: GRAPH_PROXY for everything, or else HTTPS_PROXY, HTTP_PROXY and NO_PROXY in capitals
 * or small letters, as curl knows them. Undefined where there is none. Throws `SettingError`.
 */
export function readProxies(environment: Environment): Proxies | undefined {
  const own = given(settings.proxy, environment);
  if (own !== undefined) return { http: own, https: own, none: '' };
  const small = Object.fromEntries(
    ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].map((name) => [
      name,
      environment[name] || environment[name.toLowerCase()],
    ]),
  );
  const http = given(settings.httpProxy, small) ?? '';
  const https = given(settings.httpsProxy, small) ?? http;
  if (http === '' && https === '') return undefined;
  return { http, https, none: [...loopback, ...(given(settings.noProxy, small) ?? [])].join(',') };
}

/** A proxy as it may be told: its origin, without name and password. */
export function originOf(address: string): string {
  return new URL(address).origin;
}
