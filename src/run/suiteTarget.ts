import type { TargetInfo } from '../model/targetInfo.ts';
import { originOf, proxyFor } from '../settings/proxies.ts';
import type { Suite } from './suite.ts';

/** The target of a suite, as results name it: without secrets. */
export function targetInfoOf({ target, capable }: Suite): TargetInfo {
  const { kind, baseUrl, insecure, proxies, live, writes } = target;
  const asked = [baseUrl ?? [], live?.authority ?? []].flat();
  const used = asked.flatMap((address) => (proxies && proxyFor(new URL(address), proxies)) ?? []);
  const origins = used.map(({ address }) => originOf(address));
  return {
    kind,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(insecure ? { insecure } : {}),
    ...(origins.length > 0 ? { proxies: [...new Set(origins)] } : {}),
    ...(capable ? { capabilities: capable.capabilities } : {}),
    ...(live ? { writes } : {}),
  };
}
