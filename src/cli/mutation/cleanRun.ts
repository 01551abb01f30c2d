import type { Word } from '../../mutation/protocol.ts';
import { SubjectProcess } from './subjectProcess.ts';

/** What mutants are tried on: an instrumented copy, and groups of checks in it. */
export interface Laboratory {
  readonly folder: string;
  readonly subject: 'mock' | 'judges';
  readonly groups: readonly string[];
  /** Whether a mutant may be in force while modules load, so that each trial needs a process of its own. */
  readonly ownProcess: boolean;
}

const silence = 60_000;

/** Runs all checks without a mutant: what they come across, and how long they take. Throws where one goes wrong. */
export async function cleanRun({ folder, subject, groups }: Laboratory): Promise<Word[]> {
  const words: Word[] = [];
  for (const name of groups) {
    const child = new SubjectProcess(folder, subject, []);
    const said = await child.obey({ mutants: [], groups: [{ name }], stop: false }, silence);
    child.stop();
    const wrong = said.words.find((word) => word.wrong !== undefined);
    if (wrong) throw new Error(`without a mutant, ${wrong.group} ${wrong.check ?? ''} goes wrong: ${wrong.wrong}`);
    if (said.end !== 'done') throw new Error(`without a mutant, ${name} ended with ${said.end}`);
    words.push(...said.words);
  }
  return words;
}
