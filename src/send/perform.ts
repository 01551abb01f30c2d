import { ArrangeError, gapOf } from '../arrange/arrangeError.ts';
import type { Session } from '../arrange/session.ts';
import { type Evidence, nothingSeen } from '../evidence/evidence.ts';
import type { Leftover } from '../evidence/leftover.ts';
import type { Case, Verb } from '../model/case.ts';
import { action } from './action.ts';
import { create } from './create.ts';
import { lifecycle } from './lifecycle.ts';
import { protocol } from './protocol.ts';
import { get, list } from './read.ts';
import { remove } from './remove.ts';
import { Scenario } from './scenario.ts';
import { update } from './update.ts';

/** How each kind of documented request is made to show whether its promises are kept. */
const scripts: Readonly<Record<Verb, (scenario: Scenario) => Promise<Evidence>>> = {
  create,
  get,
  list,
  update,
  delete: remove,
  action,
};

/** What running a case gave: its evidence, and what is not known to be gone afterwards. */
export interface Performance {
  readonly evidence: Evidence;
  readonly leftovers: readonly Leftover[];
}

/** Arranges what a case needs, sends its request, looks at what it did, and removes what was made, whatever happened. */
export async function perform(documented: Case, session: Session): Promise<Performance> {
  const scenario = new Scenario(documented, session);
  try {
    const evidence = await play(scenario);
    const leftovers = await scenario.arranger.removeAll();
    return { evidence: { ...evidence, repeated: session.exchanges.filter(({ earlier }) => earlier) }, leftovers };
  } catch (error) {
    await scenario.arranger.removeAll();
    throw error;
  }
}

async function play(scenario: Scenario): Promise<Evidence> {
  const { kind, verb } = scenario.documented;
  try {
    return await (kind === 'request' ? scripts[verb] : kind === 'protocol' ? protocol : lifecycle)(scenario);
  } catch (error) {
    if (!(error instanceof ArrangeError)) throw error;
    return { ...nothingSeen, gaps: { ...scenario.gaps, request: gapOf(error, scenario.session.exchanges) } };
  }
}
