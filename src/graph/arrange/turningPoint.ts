import type { Api } from '../../contract/api.ts';
import type { Step } from '../../contract/path.ts';
import { planOf } from './creation.ts';

/**
 * Where a path can be turned: the last key on it of a type that is bound to another entity, if the path goes on along
 * that relationship; `rest` are the steps after it.
 */
export function turningPoint(
  api: Api,
  steps: readonly Step[],
): { type: string; navigation: string; target: string; rest: readonly Step[] } | undefined {
  for (let index = steps.length - 2; index > 0; index -= 1) {
    const [key, next] = [steps[index], steps[index + 1]];
    const bind = key?.kind === 'key' && next ? planOf(api, key.type).bind?.[next.name] : undefined;
    if (key?.kind === 'key' && next && bind)
      return { type: key.type, navigation: next.name, target: bind.type, rest: steps.slice(index + 2) };
  }
  return undefined;
}
