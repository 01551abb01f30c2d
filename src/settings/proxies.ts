import { isLoopback } from './loopback.ts';
import { isExempt } from './noProxy.ts';
import { type Environment, given, type Setting, SettingError } from './setting.ts';
import { settings } from './settings.ts';

/** A proxy: its address, with user and password if it has them, and the variable that names it. */
export interface ProxyServer {
  readonly address: string;
  readonly variable: string;
}

/** The proxies for http and for https, and the hosts that are reached without one. */
export interface Proxies {
  readonly http?: ProxyServer;
  readonly https?: ProxyServer;
  readonly none: readonly string[];
}

/**
 * The proxies that an environment names: GRAPH_PROXY for every request, or else those of other programs, by the rules of curl and
 * undici: a name in small letters goes before the same in capitals, HTTPS_PROXY or HTTP_PROXY before ALL_PROXY, and https uses
 * HTTP_PROXY if nothing else is named. Undefined without a proxy. Throws `SettingError`.
 */
export function readProxies(environment: Environment): Proxies | undefined {
  const address = given(settings.proxy, environment);
  if (address !== undefined) {
    const own = { address, variable: settings.proxy.name };
    return { http: own, https: own, none: [] };
  }
  const every = proxyIn(environment, settings.allProxy);
  const plain = proxyIn(environment, settings.httpProxy);
  const http = plain ?? every;
  const https = proxyIn(environment, settings.httpsProxy) ?? every ?? plain;
  if (!http && !https) return undefined;
  const none = settings.noProxy.read(valueIn(environment, settings.noProxy)?.value ?? '');
  return { ...(http ? { http } : {}), ...(https ? { https } : {}), none };
}

/**
 * The proxy through which a URL is asked for; undefined if it is asked directly. Loopback never goes through a proxy, which would
 * look for it on its own machine; only one on loopback itself that GRAPH_PROXY names, such as a debugger, gets everything.
 */
export function proxyFor(url: URL, { http, https, none }: Proxies): ProxyServer | undefined {
  const proxy = url.protocol === 'https:' ? https : http;
  if (!proxy) return undefined;
  const isDirect = isLoopback(url.hostname) ? !isOwnAndHere(proxy) : isExempt(url, none);
  return isDirect ? undefined : proxy;
}

function isOwnAndHere({ address, variable }: ProxyServer): boolean {
  return variable === settings.proxy.name && isLoopback(new URL(address).hostname);
}

/** Throws `SettingError` if one of some addresses would be asked through a proxy of a kind that the suite does not speak. */
export function refuseSocks(proxies: Proxies, addresses: readonly string[]): void {
  for (const address of addresses) {
    const proxy = proxyFor(new URL(address), proxies);
    if (proxy && !/^https?:/i.test(proxy.address))
      throw new SettingError(
        `${proxy.variable} is a SOCKS proxy, which the suite does not speak; name an http or https proxy in GRAPH_PROXY, or ${new URL(address).hostname} in NO_PROXY`,
      );
  }
}

/** A sentence for each proxy that an environment names twice, by another value in capitals than in small letters. */
export function proxyNotes(environment: Environment): string[] {
  if (environment[settings.proxy.name]) return [];
  return [settings.httpsProxy, settings.httpProxy, settings.allProxy, settings.noProxy].flatMap(({ name }) => {
    const small = environment[name.toLowerCase()];
    const isTwice = small && environment[name] && small !== environment[name];
    return isTwice ? [`${name.toLowerCase()} and ${name} differ; ${name.toLowerCase()} is used, as curl does`] : [];
  });
}

/** A proxy as it may be told: its origin, without user and password. */
export function originOf(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

function proxyIn(environment: Environment, setting: Setting<string>): ProxyServer | undefined {
  const found = valueIn(environment, setting);
  const address = found && given(setting, { [setting.name]: found.value });
  return found && address !== undefined ? { address, variable: found.variable } : undefined;
}

/** The value of a variable that other programs know in small letters too; those go first, and empty counts as not set. */
function valueIn(
  environment: Environment,
  { name }: Setting<unknown>,
): { variable: string; value: string } | undefined {
  for (const variable of [name.toLowerCase(), name]) {
    const value = environment[variable];
    if (value) return { variable, value };
  }
  return undefined;
}
