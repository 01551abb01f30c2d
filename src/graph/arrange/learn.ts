import { type Api, linesOf } from '../../contract/api.ts';
import { jsonOf } from '../../contract/exchange.ts';
import { isObject } from '../../contract/json.ts';
import { encodeSegment, segmentsOf } from '../../contract/path.ts';
import { resourceOf } from '../../contract/requestContract.ts';
import type { Session } from '../session.ts';
import type { Known, Scene } from './scene.ts';

/** The documented GET of one entity by its key in an entity set, with OData query options; undefined where no page has it. */
export function keyedPath(api: Api, { type, id }: Known): string | undefined {
  const keyed = linesOf(api, 'GET', type, 'entity').filter(
    ({ contract, path }) => segmentsOf(path).length === 3 && contract.request.queryOptions,
  );
  const line = keyed.find(({ contract }) => resourceOf(contract) === type) ?? keyed[0];
  return line && `${line.path.slice(0, line.path.lastIndexOf('/'))}/${encodeSegment(id)}`;
}

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
