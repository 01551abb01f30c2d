import { actionMeanings } from '../areas/group-policy/actions.ts';
import { ArrangeError } from '../arrange/arrangeError.ts';
import type { Known } from '../arrange/entityGraph.ts';
import type { Session } from '../arrange/session.ts';
import { entityIn, itemsOf } from '../evidence/answers.ts';
import { type Evidence, type Listing, nothingSeen } from '../evidence/evidence.ts';
import { makeValue } from '../instance/value.ts';
import { parametersOf } from '../model/model.ts';
import { type JsonObject, objectsIn } from '../value/json.ts';
import type { Scenario, Way } from './scenario.ts';

type Arguments = (scenario: Scenario, subject: Known) => Promise<JsonObject>;

const languageFiles = 'groupPolicyUploadedLanguageFiles';

/** New language files of the run's own. */
const newFiles =
  (...languageCodes: readonly string[]): Arguments =>
  ({ session }) =>
    Promise.resolve({ [languageFiles]: languageCodes.map((languageCode) => newFile(session, languageCode)) });

/** Language files as GET shows them, with other values where they are to be changed; new ones where it shows none. */
const shownFiles =
  (change: (shown: JsonObject, fresh: JsonObject) => JsonObject, ...languageCodes: readonly string[]): Arguments =>
  async (scenario, subject) => {
    const shown = entityIn(await scenario.get(await scenario.wayTo(subject)));
    return {
      [languageFiles]: languageCodes.map((languageCode) => {
        const fresh = newFile(scenario.session, languageCode);
        const file = objectsIn(shown?.[languageFiles]).find((one) => one['languageCode'] === languageCode);
        return file ? change(file, fresh) : fresh;
      }),
    };
  };

function newFile(session: Session, languageCode: string): JsonObject {
  return { ...session.instance('groupPolicyUploadedLanguageFile', 0, ['id', 'lastModifiedDateTime']), languageCode };
}

/** What actions are given that need more than values of their parameters' types: entities that are there, languages that are known. */
const specialArguments: Readonly<Record<string, Arguments>> = {
  'groupPolicyConfiguration/assign': async ({ session, arranger }, subject) => {
    await arranger.make('groupPolicyConfigurationAssignment', { below: subject });
    return {
      assignments: [0, 1].map(() =>
        session.instance('groupPolicyConfigurationAssignment', 0, ['id', 'lastModifiedDateTime']),
      ),
    };
  },
  'groupPolicyConfiguration/updateDefinitionValues': async ({ session, arranger }, subject) => {
    const type = 'groupPolicyDefinitionValue';
    const owned = ['createdDateTime', 'id', 'lastModifiedDateTime'];
    const made: Known[] = [];
    for (let count = 0; count < 5; count += 1) made.push(await arranger.make(type, { below: subject }));
    const [changed, deleted] = [made.slice(0, 2), made.slice(2, 4)];
    const binds = arranger.bindsOf(await arranger.targetsOf(type, subject));
    return {
      added: [1, 2].map((variant) => ({ ...session.instance(type, variant, owned), ...binds })),
      updated: changed.map(({ id }, index) => ({ ...session.instance(type, 2 - index, owned), id })),
      deletedIds: deleted.map(({ id }) => id),
    };
  },
  'groupPolicyUploadedDefinitionFile/addLanguageFiles': newFiles('it-IT', 'es-ES'),
  'groupPolicyUploadedDefinitionFile/updateLanguageFiles': shownFiles(
    (shown, fresh) => ({ ...shown, content: fresh['content'] ?? null }),
    'de-DE',
    'fr-FR',
  ),
  'groupPolicyUploadedDefinitionFile/removeLanguageFiles': shownFiles((shown) => shown, 'de-DE', 'fr-FR'),
};

/** Runs an action with the run's own arguments, and looks before and after at what it is bound to and at what it changes. */
export async function action(scenario: Scenario): Promise<Evidence> {
  const { arranger, documented, session } = scenario;
  const { contract, path: template } = documented;
  const { subject, binding } = await session.step('arrange the entities in the path', () => scenario.bound());
  const values = await argumentsFor(scenario, subject);
  const entityPath = subject && (await scenario.wayTo(subject));
  const siblingPath = subject && (await scenario.sibling(subject));
  const watchElsewhere = await scenario.watch(subject && (await scenario.elsewhere()));
  const watched = watchedWay(scenario, subject);
  const before = entityPath === undefined ? undefined : await scenario.get(entityPath);
  const siblingBefore = siblingPath === undefined ? undefined : await scenario.get(siblingPath);
  const listedBefore = watched && (await scenario.listBefore(watched));

  const body = contract.request.body ? values : undefined;
  const request = await session.documented(() => session.send('POST', binding.path, body));
  const removes = contract.id.endsWith('/remove');
  const after =
    entityPath === undefined ? undefined : await (removes ? scenario.getGone(entityPath) : scenario.get(entityPath));
  const listedAfter: Listing | undefined = watched && (await scenario.list(watched));
  const siblingAfter = siblingPath === undefined ? undefined : await session.send('GET', siblingPath);
  const elsewhere = await watchElsewhere();
  const { made } = actionMeanings[contract.id] ?? {};
  const mine = listedAfter && made ? itemsOf(listedAfter).filter((item) => made(item, values)) : [];
  for (const item of mine) if (watched) arranger.adopt(documented.resource, watched.path, item);
  return {
    ...nothingSeen,
    request,
    sent: values,
    ...(before ? { before } : {}),
    reads: after ? [{ template, exchange: after }] : [],
    ...(listedBefore && listedAfter ? { watched: { before: listedBefore, after: listedAfter } } : {}),
    ...(siblingBefore && siblingAfter ? { sibling: { before: siblingBefore, after: siblingAfter } } : {}),
    ...(elsewhere ? { elsewhere } : {}),
    gaps: scenario.gaps,
  };
}

/** What the case's action is given: values of the run's own for every parameter, and entities where it needs them. */
export function argumentsFor(scenario: Scenario, subject: Known | undefined): Promise<JsonObject> {
  const special = specialArguments[scenario.documented.contract.id];
  return subject && special ? special(scenario, subject) : plainArguments(scenario);
}

async function plainArguments({ session, api, documented }: Scenario): Promise<JsonObject> {
  const parameters = parametersOf(api.types.model, documented.contract);
  return Object.fromEntries(
    parameters.map((parameter) => [
      parameter.name,
      makeValue(session.maker, parameter, `${session.nextOwner()}/${parameter.name}`, 0),
    ]),
  );
}

/** The way to the collection that the case's action changes, below what it is bound to or an entity set; undefined where it changes none. */
export function watchedWay({ arranger, documented, api }: Scenario, subject: Known | undefined): Way | undefined {
  const watch = actionMeanings[documented.contract.id]?.watch;
  if (watch === undefined) return undefined;
  const line = api.requests
    .flatMap(({ request }) => (request.method === 'GET' ? request.paths : []))
    .find((path) => path.endsWith(`/${watch}`));
  if (line === undefined) throw new ArrangeError(`no page lists ${watch}`);
  return { template: line, path: arranger.bind(line, ({ through }) => through.at(-1) === subject).path };
}
