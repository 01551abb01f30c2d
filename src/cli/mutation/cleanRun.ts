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

/** What a run without any mutant showed: what the checks that went right came across, and which went wrong, as sentences. */
export interface Clean {
  readonly words: readonly Word[];
  readonly wrong: readonly string[];
}

/** Runs all checks without a mutant. Throws where a group cannot be loaded or does not come to its end. */
export async function cleanRun({ folder, subject, groups }: Laboratory): Promise<Clean> {
  const words: Word[] = [];
  for (const name of groups) {
    const child = new SubjectProcess(folder, subject, []);
    const said = await child.obey({ mutants: [], groups: [{ name }], stop: false }, silence);
    child.stop();
    const load = said.words.find(({ check }) => check === undefined);
    if (load?.wrong !== undefined || said.end !== 'done')
      throw new Error(`without a mutant, ${name} ended with ${load?.wrong ?? said.end}`);
    words.push(...said.words);
  }
  return {
    words: words.filter(({ wrong }) => wrong === undefined),
    wrong: words.flatMap(({ group, check, wrong }) =>
      wrong === undefined ? [] : [`left out, since it goes wrong without a mutant: ${group} ${check}: ${wrong}`],
    ),
  };
}
