/**
 * What leaves a claim out of what is asked. `writes`: GRAPH_WRITES, with the mode that would ask it; `absence`: the tenant
 * holds nothing to look at, and GRAPH_WRITES makes nothing; `capabilities`: the
 * target does not claim to keep it; `safety`: no setting sends such a request to a tenant; `signal` and `shard`: its case
 * never ran, because the run was interrupted or a shard of it is missing.
 */
export type Cause =
  | { readonly by: 'writes'; readonly mode: string; readonly instead: string }
  | { readonly by: 'absence'; readonly mode: string }
  | { readonly by: 'capabilities' }
  | { readonly by: 'safety' }
  | { readonly by: 'signal'; readonly signal: string }
  | { readonly by: 'shard'; readonly missing: readonly number[]; readonly of: number };

/** Why a claim is not asked: the cause, and what exactly is left out by it. */
export interface Omission {
  readonly cause: Cause;
  readonly what: string;
}

/** Whether a cause is the choice of whoever runs the suite or the target; a case that never ran was nobody's choice. */
export function isChosen({ by }: Cause): boolean {
  return by !== 'signal' && by !== 'shard';
}

/** An omission as a sentence; one by a setting names the setting that asks the claim. */
export function reasonOf({ cause, what }: Omission): string {
  switch (cause.by) {
    case 'writes':
      return `${what} is not sent while GRAPH_WRITES is ${cause.mode}: ${remedyOf(cause)}`;
    case 'absence':
      return `the tenant holds nothing to look at, and GRAPH_WRITES=${cause.mode} makes nothing: ${what}`;
    case 'safety':
      return `${what} is never sent to a tenant: only requests that pages document are`;
    case 'capabilities':
    case 'signal':
    case 'shard':
      return what;
  }
}

/** What to set for a claim to be asked; undefined if no setting does it. */
export function remedyOf(cause: Cause): string | undefined {
  if (cause.by !== 'writes') return undefined;
  const where = cause.instead === 'dedicated' ? ', in a tenant that GRAPH_DEDICATED_TENANTS names' : '';
  return `GRAPH_WRITES=${cause.instead} sends it${where}`;
}
