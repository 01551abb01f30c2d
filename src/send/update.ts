import { type Evidence, nothingSeen, type Trial } from '../evidence/evidence.ts';
import { variantCount } from '../instance/value.ts';
import { serverOwnedOf } from '../model/requestContract.ts';
import { isObject } from '../value/json.ts';
import { halvesOf } from './halfBodies.ts';
import { attempt, type Send } from './roundTrip.ts';
import type { Scenario } from './scenario.ts';

/** Patches an entity with the run's own values and reads it everywhere; then with parts of them, with others, and with the documented example. */
export async function update(scenario: Scenario): Promise<Evidence> {
  const { documented, session, api } = scenario;
  const { contract, resource } = documented;
  const owned = serverOwnedOf(contract);
  const { subject, binding } = await session.step('arrange the entities in the path', () => scenario.subject());
  const ways = await scenario.waysTo(subject);
  const siblingPath = await scenario.sibling(subject);
  const readPath = ways[0]?.path ?? binding.path;
  const watchBelow = await scenario.watch(await scenario.below(subject));
  const watchBeside = await scenario.watchCollection(
    session.makes(resource) ? await scenario.collectionsOf(subject) : [],
  );
  const known = { ...subject.body };
  const before = await scenario.get(readPath);
  const siblingBefore = siblingPath === undefined ? undefined : await scenario.get(siblingPath);

  const sent = session.instance(resource, 0, owned);
  const request = await session.documented(() => session.send('PATCH', binding.path, sent));
  const reads = await scenario.read(ways);
  const patch: Send = async (values) => ({
    exchange: await session.send('PATCH', binding.path, values),
    read: await session.send('GET', readPath),
  });
  const parts: Trial[] = [];
  for (const [index] of halvesOf(sent).entries()) {
    const values = halvesOf(session.instance(resource, 0, owned))[index] ?? sent;
    parts.push({ sent: values, ...(await patch(values)) });
  }
  const trials: Trial[] = [];
  for (let variant = 1; variant <= variantCount(api.types, api.types.model.structured(resource)); variant += 1) {
    const values = session.instance(resource, variant, owned);
    trials.push(...(await attempt(values, { sent, exchange: request }, contract.response.status, patch)));
  }
  const siblingAfter = siblingPath === undefined ? undefined : await scenario.get(siblingPath);
  const below = await watchBelow();
  const beside = await watchBeside();
  const { example } = contract.request;
  return {
    ...nothingSeen,
    known,
    before,
    request,
    sent,
    reads,
    parts,
    trials,
    ...(siblingBefore && siblingAfter ? { sibling: { before: siblingBefore, after: siblingAfter } } : {}),
    ...(below ? { below } : {}),
    ...(beside ? { beside } : {}),
    ...(isObject(example) ? { example: await session.sendExample('PATCH', binding.path, example) } : {}),
    gaps: scenario.gaps,
  };
}
