import { BlockList, isIP } from 'node:net';

/** Addresses that lead to this machine: those of RFC 1122 §3.2.1.3 and RFC 4291 §2.5.3, and the unspecified ones. */
const here = new BlockList();
here.addSubnet('127.0.0.0', 8, 'ipv4');
here.addAddress('0.0.0.0', 'ipv4');
here.addAddress('::1', 'ipv6');
here.addAddress('::', 'ipv6');

/** Whether the host of a URL is this machine: an address of loopback, also as IPv6 writes those of IPv4, or localhost and what is below it (RFC 6761 §6.3). */
export function isLoopback(hostname: string): boolean {
  const host = bareHost(hostname);
  const version = isIP(host);
  if (version !== 0) return here.check(host, version === 6 ? 'ipv6' : 'ipv4');
  return host === 'localhost' || host.endsWith('.localhost');
}

/** A host without the brackets of an IPv6 address and the dot at the end of a full name, in small letters. */
export function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.+$/, '');
}
