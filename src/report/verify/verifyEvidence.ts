import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { textOf } from '../../files/readText.ts';
import { absences } from '../../judge/absence.ts';
import type { CaseReport } from '../../judge/caseReport.ts';
import { judgeCase, type Standards } from '../../judge/judgeCase.ts';
import type { Recorded } from '../../judge/recorded.ts';
import type { Omission } from '../../plan/omission.ts';
import type { PlannedCase } from '../../plan/plan.ts';
import { sanitise } from '../../value/sanitise.ts';
import { evidenceFile } from '../certificate/certificateFiles.ts';
import { EvidenceError, readEvidence } from '../record/evidenceFile.ts';
import { type Origin, originOf } from './origin.ts';

/** What leaves claims of a case out of a run. */
export interface LeftOut {
  /** The claims that are left out before the case is run, each with the reason. */
  readonly before: (planned: PlannedCase) => ReadonlyMap<string, Omission>;
  /** The mode of writing that makes nothing, so that claims are left out, too, for which the target holds nothing. */
  readonly findsBy?: string;
}

/** The files of a run by their paths below its folder. */
export type RunFolder = ReadonlyMap<string, Buffer>;

/** What recorded evidence comes to: a report of each case, where each file comes from, and a sentence for each that cannot be judged. */
export interface Derived {
  readonly reports: ReadonlyMap<string, CaseReport>;
  readonly origins: ReadonlyMap<string, Origin>;
  readonly exchanges: number;
  readonly problems: readonly string[];
}

/** The most that one file of evidence may come to, and all of them, in bytes; the whole plan has a twentieth of it. */
const most = { file: 256 * 1024 * 1024, all: 2 * 1024 * 1024 * 1024 };

/** Judges the evidence of every case of the plan that there is. */
export function deriveAll(
  folder: RunFolder,
  whole: readonly PlannedCase[],
  judgement: Standards,
  leftOut: LeftOut,
): Derived {
  const reports = new Map<string, CaseReport>();
  const origins = new Map<string, Origin>();
  const problems: string[] = [];
  let exchanges = 0;
  let left = most.all;
  for (const planned of whole) {
    const { id } = planned.documented;
    const name = evidenceFile(id);
    const bytes = folder.get(name);
    if (!bytes) continue;
    try {
      const plain = inflated(bytes, Math.min(left, most.file));
      left -= plain.length;
      const { report, origin } = deriveOne(plain, planned, judgement, leftOut);
      reports.set(id, report);
      origins.set(name, origin);
      exchanges += report.requests;
    } catch (error) {
      problems.push(`${name} ${whyNot(error)}`);
    }
  }
  return { reports, origins, exchanges, problems };
}

/** Evidence is not that of its case; the message goes on from the name of the file. */
class Misplaced extends Error {}

/** Why evidence cannot be judged; whatever was done to it, a sentence comes of it. */
function whyNot(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return error instanceof Misplaced ? why : `cannot be judged: ${sanitise(why, 200)}`;
}

function deriveOne(
  bytes: Buffer,
  planned: PlannedCase,
  judgement: Standards,
  leftOut: LeftOut,
): { report: CaseReport; origin: Origin } {
  const recorded = readEvidence(textOf(bytes));
  if (recorded.id !== planned.documented.id)
    throw new Misplaced(`is the evidence of another case, ${sanitise(recorded.id, 80)}`);
  if (!isDeepStrictEqual(new Map(Object.entries(recorded.skipped)), skippedOf(recorded, planned, judgement, leftOut)))
    throw new Misplaced(
      'leaves out other claims than the capabilities of the target do, or the setting of what may be written',
    );
  return { report: judgeCase(planned, recorded, judgement).report, origin: originOf(recorded) };
}

/** The claims that are left out: before the case is run, and after it, because nothing was there to look at. */
function skippedOf(
  { evidence, stopped }: Recorded,
  planned: PlannedCase,
  { api }: Standards,
  { before, findsBy }: LeftOut,
): ReadonlyMap<string, Omission> {
  const skipped = before(planned);
  const isSent = stopped === undefined && planned.claims.some(({ id }) => !skipped.has(id));
  if (findsBy === undefined || !isSent) return new Map(skipped);
  return new Map([...skipped, ...absences(planned, evidence, api, findsBy, (id) => !skipped.has(id))]);
}

function inflated(bytes: Buffer, mostBytes: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new EvidenceError(isTooLarge ? 'it inflates to more bytes than a run records' : 'it is no whole gzip file');
  }
}
