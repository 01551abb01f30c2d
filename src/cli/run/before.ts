import type { Results } from '../../report/record/results.ts';
import { type Environment, given } from '../../settings/setting.ts';
import { settings } from '../../settings/settings.ts';
import { sanitise } from '../../value/sanitise.ts';
import { UsageError } from '../option/usageError.ts';
import { resultsIn } from './resultsFile.ts';

/** The results of the earlier run that GRAPH_BEFORE names; if they cannot be read that is noted, and a run goes on without. */
export function resultsBefore(environment: Environment, note: (text: string) => void): Results | undefined {
  const file = given(settings.before, environment);
  if (file === undefined) return undefined;
  try {
    return resultsIn(file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    note(`${settings.before.name}: ${sanitise(error.message)}; nothing is told of what changed since`);
    return undefined;
  }
}
