import { hostname } from 'node:os';
import type { SessionOptions } from '../arrange/session.ts';
import type { Api } from '../model/api.ts';
import type { Safety } from '../model/safety.ts';
import { collectionOf } from '../safety/ledger/collection.ts';
import { openLedger } from '../safety/ledger/files.ts';
import { Ledger } from '../safety/ledger/ledger.ts';
import { markOf } from '../safety/runMark.ts';
import { whyNotMade } from '../safety/skippedClaims.ts';
import { WriteGuard } from '../safety/writeGuard.ts';
import { caseTimeOf } from '../settings/caseTime.ts';
import type { CaseTime } from '../settings/limits.ts';
import type { Live, Target } from '../settings/target.ts';
import type { ClientOptions } from '../transport/client.ts';
import { gapOf, Pace, type Share, shareOf } from '../transport/time/pace.ts';
import { ledgerFolder, ownershipOf, targetDigest } from './runName.ts';

/** What a live run is known by: its name, the tenant, the moment by the clock of the service, and the shares by which a worker sends its requests. */
export interface LiveRun {
  readonly run: string;
  readonly tenant: string | undefined;
  readonly now: Date;
  readonly shares: readonly Share[];
}

/** What a live target adds to the client and the sessions of a worker, and what closes it. */
export interface LiveParts {
  readonly client: Pick<ClientOptions, 'isLive' | 'guard' | 'ledger' | 'pace'>;
  readonly session: Pick<SessionOptions, 'makes' | 'mark'> & { readonly time: CaseTime };
  close(): void;
}

/** Opens what keeps a live run safe: what it may write, where that is written down, how it is marked, and how fast it is sent. */
export function openLive(live: Live, target: Target, api: Api, safety: Safety, options: LiveRun): LiveParts {
  const { run, tenant, now, shares } = options;
  const share = shares.reduce(shareOf, live.pace);
  const pace = new Pace(share);
  const time = caseTimeOf(target, gapOf(share));
  const { writes } = target;
  const makes = (type: string): boolean => whyNotMade(type, writes, safety, api) === undefined;
  const client = { isLive: true, guard: new WriteGuard(writes, safety), pace };
  if (live.markKey === undefined) return { client, session: { makes, time }, close: () => undefined };
  const begin = { is: 'begin', run, target: targetDigest(target, tenant), host: hostname(), pid: process.pid } as const;
  const file = openLedger(ledgerFolder, begin);
  const ledger = new Ledger(file.write, (method, path) => collectionOf(api, method, path));
  const mark = markOf(ownershipOf(run, now), live.markKey);
  return { client: { ...client, ledger }, session: { makes, mark, time }, close: () => file.close() };
}
