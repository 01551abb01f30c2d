import { BlockList, isIP, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { bareHost } from './loopback.ts';

const usualPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Whether NO_PROXY exempts a URL, by the rules of curl and undici together: `*` for every host; a domain with everything below it,
 * with or without `.` or `*.` before it; an address, also in brackets; a network of addresses (CIDR); each with a port or without.
 */
export function isExempt({ protocol, hostname, port }: URL, entries: readonly string[]): boolean {
  const host = bareHost(hostname);
  return entries.some((entry) => {
    const { pattern, port: only } = partsOf(entry);
    return (only === undefined || only === (port || usualPorts[protocol])) && fits(host, pattern);
  });
}

/** An entry without its port; an IPv6 address without brackets has none. */
function partsOf(entry: string): { pattern: string; port?: string } {
  const [, pattern, port] = /^(.*):(\d+)$/.exec(entry) ?? [];
  if (pattern === undefined || port === undefined || isIPv6(entry.split('/')[0] ?? '')) return { pattern: entry };
  return { pattern, port: String(Number(port)) };
}

function fits(host: string, pattern: string): boolean {
  if (pattern === '*') return true;
  const [, address = '', bits] = /^\[?([^\]/]*)\]?(?:\/(\d+)\]?)?$/.exec(pattern) ?? [];
  const version = isIP(host);
  if (isIP(address) !== 0) return version !== 0 && networkOf(address, bits)?.check(host, familyOf(host)) === true;
  return version === 0 && isWithin(host, domainToASCII(bareHost(pattern.replace(/^\*?\.+/, ''))));
}

function isWithin(host: string, domain: string): boolean {
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

/** The addresses of a network, or the one address; undefined if the network has more bits than an address. */
function networkOf(address: string, bits: string | undefined): BlockList | undefined {
  const list = new BlockList();
  const length = isIPv6(address) ? 128 : 32;
  if (Number(bits ?? length) > length) return undefined;
  list.addSubnet(address, Number(bits ?? length), familyOf(address));
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
