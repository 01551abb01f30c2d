import type { Capabilities } from './capabilities.ts';

/** The target of a run as results name it: how it was reached, and what it claims, where that is not everything. */
export interface TargetInfo {
  readonly kind: string;
  readonly baseUrl?: string;
  /** Any certificate was taken. */
  readonly insecure?: true;
  /** The origins of the proxies that were used. */
  readonly proxies?: readonly string[];
  readonly capabilities?: Capabilities;
  /** What a run may write to a tenant. */
  readonly writes?: string;
}
