import type { Failure } from '../../evidence/exchange.ts';
import type { ProxyCause, TargetCause } from '../../evidence/failureCause.ts';
import { originOf, type ProxyServer } from '../../settings/proxies.ts';
import { causeOf, codeOf } from '../causeOf.ts';
import { failureBy, inBrackets } from '../failureBy.ts';
import { proxyCauses } from './proxyCauses.ts';
import type { ProxyAnswer, ProxyError } from './proxyError.ts';
import { signsIn } from './proxySignIn.ts';

/** What a cause means if it lies between this machine and a proxy. */
const atProxy: Readonly<Record<TargetCause, ProxyCause>> = {
  refused: 'proxy refused',
  unreachable: 'proxy unreachable',
  'not allowed': 'proxy unreachable',
  'unknown host': 'proxy unknown',
  'no name server': 'proxy unknown',
  'connect timeout': 'proxy timeout',
  timeout: 'proxy timeout',
  reset: 'proxy reset',
  'not HTTP': 'proxy not HTTP',
  'HTTP/2 only': 'proxy not HTTP',
  'TLS only': 'proxy TLS only',
  'too large': 'proxy not HTTP',
  'not TLS': 'proxy not TLS',
  TLS: 'proxy TLS',
  'TLS reset': 'proxy reset',
  'TLS version': 'proxy TLS',
  'TLS cipher': 'proxy TLS',
  'client certificate': 'proxy TLS',
  'self-signed': 'proxy certificate',
  'unknown authority': 'proxy certificate',
  'missing authority': 'proxy certificate',
  'incomplete chain': 'proxy certificate',
  'other authority': 'proxy certificate',
  expired: 'proxy certificate',
  'not yet valid': 'proxy certificate',
  'host name': 'proxy certificate',
  revoked: 'proxy certificate',
  'unfit certificate': 'proxy certificate',
};

/** What a cause means if it shows behind a proxy; any other is that of the target. */
const behindProxy: Readonly<Partial<Record<TargetCause, ProxyCause>>> = {
  'self-signed': 'proxy inspects',
  'unknown authority': 'proxy inspects',
  'missing authority': 'proxy inspects',
  'incomplete chain': 'proxy inspects',
  'other authority': 'proxy inspects',
};

/** The failure of a request that has a proxy on its way. */
export function proxyFailure({ proxy, leg, cause: reason, answer }: ProxyError): Failure {
  const origin = originOf(proxy.address);
  const target = causeOf(reason);
  const code = answer ? String(answer.status) : codeOf(reason);
  const cause = answer ? refusalBy(answer, proxy) : leg === 'through' ? behindProxy[target] : atProxy[target];
  if (cause === undefined) return failureBy(target, code, `, through the proxy ${origin}`);
  const { kind, says, remedy } = proxyCauses[cause];
  return {
    kind,
    message: `the proxy ${origin} ${says}${inBrackets(code)}`,
    cause,
    remedy: `${remedy} ${proxy.variable}`,
  };
}

function refusalBy({ status, schemes }: ProxyAnswer, proxy: ProxyServer): ProxyCause {
  if (status !== 407) return status >= 500 ? 'proxy gateway' : 'proxy forbids';
  if (schemes.length > 0 && !schemes.includes('basic')) return 'proxy scheme';
  return signsIn(proxy) ? 'proxy password' : 'proxy sign-in';
}
