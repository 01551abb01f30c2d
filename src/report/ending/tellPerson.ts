import { sanitise } from '../../value/sanitise.ts';
import { Progress } from '../console/progress.ts';
import { withheld } from '../guard/guard.ts';
import { describeMissing } from './ending.ts';
import { tellJob } from './reportFiles.ts';
import { type Ear, hear, type Tell } from './told.ts';

/** Where a run without a command prints. */
export interface Terminal {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Tells a person what a run says that no command of ours started: `npx playwright test`, and an editor. */
export function tellPerson({ stdout, stderr, env }: Terminal): Tell {
  const progress = new Progress(stdout, env);
  const complain = (text: string): void => {
    progress.clear();
    stderr.write(`${sanitise(text)}\n`);
  };
  const ear: Ear = {
    begun: ({ cases }) => progress.begin(cases),
    case: ({ outcome }) => progress.add(outcome),
    'sign in': ({ text }) => {
      progress.clear();
      stderr.write(text);
    },
    judged: ({ judgement: { annotations, summary, word, jobSummary } }) => {
      progress.end();
      stdout.write(`${[...annotations, summary, word].join('\n')}\n`);
      for (const one of tellJob(env, jobSummary)) complain(describeMissing(one));
    },
    withheld: () => complain(`ERROR: ${withheld}`),
    missing: (one) => complain(`ERROR: ${describeMissing(one)}`),
    trouble: ({ text }) => complain(`ERROR: ${text}`),
    written: () => undefined,
  };
  return async (told) => hear(ear, told);
}
