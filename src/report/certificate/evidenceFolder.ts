import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../../files/ownFolder.ts';
import { writeFile } from '../../files/writeFile.ts';
import { sha256 } from '../text/sha256.ts';
import type { CaseEvidence } from './certificate.ts';
import { evidenceFile, runFiles } from './certificateFiles.ts';

/** The folder of the evidence of a run: a file for each case, written as it comes, with its digest. */
export class EvidenceFolder {
  readonly #folder: string;
  readonly #digests = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes away what an earlier run left, so that nothing of it can pass for this one's. */
  clear(): void {
    for (const name of Object.values(runFiles)) rmSync(join(this.#folder, name), { recursive: true, force: true });
    ownFolder(this.#folder);
    ownFolder(join(this.#folder, runFiles.evidence));
  }

  /** Writes the evidence of a case, compressed as its worker left it. */
  add(id: string, bytes: Buffer): void {
    writeFile(join(this.#folder, evidenceFile(id)), bytes);
    this.#digests.set(id, sha256(bytes));
  }

  /** What is known of the evidence of some cases. */
  of(cases: readonly string[]): CaseEvidence[] {
    return cases.map((id) => {
      const digest = this.#digests.get(id);
      return { case: id, ...(digest === undefined ? {} : { file: evidenceFile(id), sha256: digest }) };
    });
  }
}
