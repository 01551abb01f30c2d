import type { ProxyCause } from '../../evidence/failureCause.ts';
import type { Cause } from '../causes.ts';

const encoded = 'with everything but letters and digits percent-encoded, such as %40 for @ and %5C for \\';

/** What each cause at a proxy says, which goes on from its name, and asks for, which goes on with the variable that names it. */
export const proxyCauses: Readonly<Record<ProxyCause, Required<Cause>>> = {
  'proxy refused': {
    kind: 'refused',
    says: 'refuses the connection',
    remedy: 'start it, or correct',
  },
  'proxy unreachable': { kind: 'refused', says: 'cannot be reached', remedy: 'look at the network, or correct' },
  'proxy unknown': { kind: 'dns', says: 'has a host name that is not known', remedy: 'correct' },
  'proxy timeout': {
    kind: 'timeout',
    says: 'did not open a way before the deadline',
    remedy: 'look at it, or correct',
  },
  'proxy reset': { kind: 'reset', says: 'closed the connection without an answer', remedy: 'look at it, or correct' },
  'proxy not HTTP': {
    kind: 'refused',
    says: 'does not answer in HTTP',
    remedy: 'check that it is an HTTP proxy, and write https:// if it wants TLS; correct',
  },
  'proxy not TLS': {
    kind: 'tls',
    says: 'does not speak TLS',
    remedy: 'write http:// in place of https://; correct',
  },
  'proxy TLS only': {
    kind: 'malformed',
    says: 'speaks TLS at this port',
    remedy: 'write https:// in place of http://; correct',
  },
  'proxy certificate': {
    kind: 'tls',
    says: 'shows a certificate that cannot be trusted',
    remedy: 'name its authority in GRAPH_CA, or correct',
  },
  'proxy TLS': {
    kind: 'tls',
    says: 'and Node do not agree on how to speak TLS',
    remedy: 'look at its settings, or correct',
  },
  'proxy sign-in': {
    kind: 'refused',
    says: 'asks for a user and a password',
    remedy: `write them as http://user:password@host:port, ${encoded}, into`,
  },
  'proxy password': {
    kind: 'refused',
    says: 'does not take the user and password',
    remedy: `correct them, ${encoded}, in`,
  },
  'proxy scheme': {
    kind: 'refused',
    says: 'takes no user and password in the form called Basic, which is all that the suite knows',
    remedy: 'run a proxy on this machine that signs in to it, and name that in',
  },
  'proxy forbids': {
    kind: 'refused',
    says: 'does not let the connection through',
    remedy: 'let it allow the host, or correct',
  },
  'proxy gateway': {
    kind: 'refused',
    says: 'does not get through to the host',
    remedy: 'look at the network of the proxy, or correct',
  },
  'proxy inspects': {
    kind: 'tls',
    says: 'inspects TLS, or the server behind it has a certificate from an authority that is not trusted',
    remedy: 'name the authority by which the proxy (or that server) signs in GRAPH_CA, or correct',
  },
};
