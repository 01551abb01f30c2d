import { jsonOf } from '../../contract/exchange.ts';
import { isObject } from '../../contract/json.ts';
import type { Session } from '../session.ts';
import type { Known, Scene } from './scene.ts';
import { keyedPath } from './url.ts';

/**
 * Reads what relationships of an entity lead to, with `$expand`, into the scene. Waits until `isEnough`, for a target may
 * take its time; what an answer does not show stays unknown.
 */
export async function learn(
  session: Session,
  scene: Scene,
  known: Known,
  links: readonly string[],
  isEnough: () => boolean,
): Promise<void> {
  const path = keyedPath(session.api, known);
  if (path === undefined) return;
  await session.patience.until(async () => {
    const body = jsonOf(await session.send('GET', `${path}?$expand=${links.join(',')}`));
    if (isObject(body)) scene.know(known.type, body);
  }, isEnough);
}
