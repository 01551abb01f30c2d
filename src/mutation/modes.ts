/** What mutants are made of: the mock, or what judges it. */
export type Subject = 'mock' | 'judges';

/** What is mutated of a subject, whether each trial needs a process of its own, and how many of a hundred live mutants are to be told. */
export interface Mode {
  readonly sources: RegExp;
  readonly ownProcess: boolean;
  readonly goal: number;
}

/**
 * Of the mock it is the code of state, routing and bodies: what its definition files hold, how it listens and in which
 * transfer coding it writes is promised by no page.
 */
export const modes: Readonly<Record<Subject, Mode>> = {
  mock: {
    sources: /^src\/mock\/(?!faults\/|(fault|admx|catalogue|clock|server|transfer)\.ts)/,
    ownProcess: false,
    goal: 95,
  },
  judges: {
    sources:
      /^src\/(claims\/(shape|state|protocol)\/|value\/edm\/|areas\/|judge\/(check|deviation|judgeCase|verdict)\.|instance\/(instance|same)\.|transport\/(decode|redaction\/redact)\.|compile\/)/,
    ownProcess: true,
    goal: 90,
  },
};

/** By what a self-test is seen to be about other processes, in which no mutant is in force, or to need more of Playwright than mutants are tried with. */
const elsewhere =
  /fixtures\/(?:command|recordedRun)\.ts|bench\/workspace\.ts|node:child_process|test\.(?:before|after)|describe\.configure|testInfo/;

/** Self-tests that are about mutants themselves. */
const outside = new Set(['mutation/mutation.spec.ts']);

/** Whether mutants are tried with a self-test, by its name and text. */
export function isTried(name: string, text: string): boolean {
  return !outside.has(name) && !elsewhere.test(text);
}
