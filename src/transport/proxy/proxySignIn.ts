import type { ProxyServer } from '../../settings/proxies.ts';
import type { ProxyAnswer } from './proxyError.ts';

/** Whether there is a user or a password to sign in to a proxy with. */
export function signsIn(proxy: ProxyServer): boolean {
  const { user, secret } = signInOf(proxy);
  return user !== '' || secret !== '';
}

/** The headers by which a request signs in to a proxy. */
export function signInHeaders(proxy: ProxyServer): Record<string, string> {
  return signsIn(proxy) ? { 'proxy-authorization': `Basic ${basicOf(proxy)}` } : {};
}

/** What a proxy answered, with the ways to sign in that its challenges name (RFC 9110 §11.6.1). */
export function answerOf(status: number, challenge: string | string[] | undefined): ProxyAnswer {
  const parts = [challenge ?? []].flat().flatMap((line) => line.split(','));
  const schemes = parts.flatMap((part) => /^\s*([A-Za-z][\w-]*)(?:\s|$)/.exec(part)?.[1]?.toLowerCase() ?? []);
  return { status, schemes };
}

/** The credentials for a proxy (RFC 7617 §2), in UTF-8. */
function basicOf(proxy: ProxyServer): string {
  const { user, secret } = signInOf(proxy);
  return Buffer.from(`${user}:${secret}`).toString('base64');
}

function signInOf({ address }: ProxyServer): { user: string; secret: string } {
  const { username, password } = new URL(address);
  return { user: decodeURIComponent(username), secret: decodeURIComponent(password) };
}
