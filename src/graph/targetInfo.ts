import type { TargetInfo } from '../contract/targetInfo.ts';
import { originOf } from './proxies.ts';
import type { Suite } from './suite.ts';

/** The target of a suite, as results name it: without secrets. */
export function targetInfoOf({ target, capable }: Suite): TargetInfo {
  const { kind, baseUrl, insecure, proxies, live, writes } = target;
  const origins = proxies ? [proxies.http, proxies.https].filter((address) => address !== '').map(originOf) : [];
  return {
    kind,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(insecure ? { insecure } : {}),
    ...(origins.length > 0 ? { proxies: [...new Set(origins)] } : {}),
    ...(capable ? { capabilities: capable.capabilities } : {}),
    ...(live ? { writes } : {}),
  };
}
