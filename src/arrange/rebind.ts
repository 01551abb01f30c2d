import type { Api } from '../model/api.ts';
import type { Step } from '../model/path.ts';
import { planOf } from '../plan/creation.ts';
import type { Binding, Known, Scene } from './entityGraph.ts';

/** A way to turn a path: an entity of a type that is made anew, bound by a navigation property to a target. */
export interface Turn {
  readonly type: string;
  readonly navigation: string;
  readonly target: Known;
}

/** How the last entity on a path that can be bound to another could be bound, to what the scene knows, so that the path leads where it is wanted. */
export function* turnsOf(
  api: Api,
  scene: Scene,
  steps: readonly Step[],
  isWanted: (binding: Binding) => boolean,
  makes: (type: string) => boolean,
): Generator<Turn> {
  const point = turningPoint(api, steps);
  if (!point || !makes(point.type)) return;
  for (const target of scene.all(point.target))
    if ([...scene.bindings(point.rest, target)].some(isWanted)) yield { ...point, target };
}

/**
 * Where a path can be turned: the last key on it of a type that is bound to another entity, if the path goes on along
 * that relationship; `rest` are the steps after it.
 */
function turningPoint(
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
