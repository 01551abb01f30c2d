import { createHash, randomBytes } from 'node:crypto';
import type { Ownership } from '../safety/runMark.ts';
import type { Target } from '../settings/target.ts';

/** The variable by which a run tells its workers its name. */
export const runVariable = 'GPCONF_RUN';

/** Where runs keep account of what they make. */
export const ledgerFolder = 'reports/ledger';

/** How long what a run makes is taken to be needed, in milliseconds; no run takes longer. */
const lifetime = 24 * 60 * 60 * 1000;

/** A name for a run: twelve hexadecimal digits. */
export function newRun(): string {
  return randomBytes(6).toString('hex');
}

/** Whose the entities of a run are, by the clock of the service. */
export function ownershipOf(run: string, now: Date): Ownership {
  return { run, expires: new Date(now.getTime() + lifetime) };
}

/** What tells the ledgers of one target from those of others, without saying which it is. */
export function targetDigest({ baseUrl = '' }: Target, tenant: string | undefined): string {
  return createHash('sha256')
    .update(`${baseUrl}|${(tenant ?? '').toLowerCase()}`)
    .digest('hex')
    .slice(0, 16);
}
