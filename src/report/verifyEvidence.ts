import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { absences } from '../contract/absence.ts';
import type { Omission } from '../contract/omission.ts';
import type { PlannedCase } from '../contract/plan.ts';
import { evidenceFile } from './certificateFiles.ts';
import { derive, type Judgement } from './derive.ts';
import { EvidenceError, type Recorded, readEvidence } from './evidenceFile.ts';
import type { CaseReport } from './results.ts';
import { sanitise } from './sanitise.ts';

/** The claims of a case that its target does not make, each with the reason. */
export type Unclaimed = (planned: PlannedCase) => ReadonlyMap<string, Omission>;

/** The files of a run by their paths below its folder. */
export type RunFolder = ReadonlyMap<string, Buffer>;

/** What recorded evidence comes to: a report of each case, the number of exchanges, and a sentence for each file that cannot be judged. */
export interface Derived {
  readonly reports: ReadonlyMap<string, CaseReport>;
  readonly exchanges: number;
  readonly problems: readonly string[];
}

/** Judges the evidence of every case of the plan that there is. */
export function deriveAll(
  folder: RunFolder,
  whole: readonly PlannedCase[],
  judgement: Judgement,
  unclaimed: Unclaimed,
): Derived {
  const reports = new Map<string, CaseReport>();
  const problems: string[] = [];
  let exchanges = 0;
  for (const planned of whole) {
    const { id } = planned.documented;
    const name = evidenceFile(id);
    const bytes = folder.get(name);
    if (!bytes) continue;
    const found = deriveOne(bytes, planned, judgement, unclaimed);
    if (typeof found === 'string') problems.push(`${name} ${found}`);
    else {
      reports.set(id, found);
      exchanges += found.requests;
    }
  }
  return { reports, exchanges, problems };
}

/** What evidence comes to, or why it cannot be judged; whatever was done to it, a sentence comes of it. */
function deriveOne(
  bytes: Buffer,
  planned: PlannedCase,
  judgement: Judgement,
  unclaimed: Unclaimed,
): CaseReport | string {
  try {
    const recorded = readEvidence(inflated(bytes));
    if (recorded.id !== planned.documented.id) return `is the evidence of another case, ${sanitise(recorded.id, 80)}`;
    const told = Object.entries(recorded.skipped).filter(([, { cause }]) => cause.by === 'capabilities');
    if (!isDeepStrictEqual(new Map(told), new Map(unclaimed(planned))))
      return 'leaves out other claims than the capabilities of the target do';
    if (!isAbsent(recorded, planned, judgement))
      return 'leaves out claims whose evidence is there, as if it were absent';
    return derive(planned, recorded, judgement).report;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `cannot be judged: ${sanitise(why, 200)}`;
  }
}

/** Whether the claims that are left out because nothing was there to look at are just those. */
function isAbsent(
  { skipped, evidence }: Pick<Recorded, 'skipped' | 'evidence'>,
  planned: PlannedCase,
  { api }: Judgement,
): boolean {
  const told = Object.entries(skipped).flatMap(([id, { cause }]) => (cause.by === 'absence' ? [{ id, cause }] : []));
  const [first] = told;
  if (!first) return true;
  const isAsked = (id: string): boolean => !Object.hasOwn(skipped, id) || skipped[id]?.cause.by === 'absence';
  const right = absences(planned, evidence, api, first.cause.mode, isAsked);
  return isDeepStrictEqual(told.map(({ id }) => id).sort(), [...right.keys()].sort());
}

function inflated(bytes: Buffer): string {
  try {
    return gunzipSync(bytes, { maxOutputLength: 256 * 1024 * 1024 }).toString('utf8');
  } catch {
    throw new EvidenceError('it is no whole gzip file');
  }
}
