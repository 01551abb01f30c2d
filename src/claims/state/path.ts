import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import type { Read } from '../../evidence/evidence.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { differenceOfInstances } from '../../instance/same.ts';
import { type Api, declaredOr } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import { readPaths } from '../../model/paths.ts';
import type { JsonObject } from '../../value/json.ts';
import { type ClaimDraft, claimKind } from '../claimKind.ts';
import { brokenBy } from './echo.ts';

/** GET through every documented path shows the entity, and it is the same everywhere. */
export const paths = claimKind({
  name: 'path',
  level: 'state',
  claims: (documented, api) => {
    if (!['create', 'update', 'get'].includes(documented.verb)) return [];
    const others = readPaths(documented, api).filter(
      (template) => documented.verb !== 'get' || template !== documented.path,
    );
    return others.map(
      (template): ClaimDraft => ({
        id: `path/${template}`,
        text: `GET ${template} shows the same entity`,
        source: { page: documented.contract.source.page, section: 'HTTP Request' },
        needs: ['odata.type', 'derived', 'identity', 'safe'],
        template,
      }),
    );
  },
  check: ({ template = '' }, documented, { request, reads, gaps }, api, blamed) => {
    const entity = entityIn(request);
    if (!entity) return open('there is no answer to compare with');
    const read = reads.find((candidate) => candidate.template === template);
    if (!read) return open(gaps[template] ?? 'this path was not read');
    return showsSame(documented, api, entity, read, blamed);
  },
});

/** Whether a read shows an entity as another answer did. */
export function showsSame(
  documented: Case,
  api: Api,
  expected: JsonObject,
  { template, exchange: read }: Read,
  blamed: ReadonlySet<string>,
): Finding {
  if (read.answer === undefined) return open(describeAnswer(read));
  const shown = entityIn(read);
  if (!shown) return broken('status 200 and the entity', describeAnswer(read));
  const difference = differenceOfInstances(
    api.types,
    { expected: documented.declared, received: declaredOr(api, template, documented.declared) },
    expected,
    shown,
    '',
    sound(expected, blamed),
  );
  return difference ? brokenBy(difference) : kept;
}

/** The properties of an entity that no broken claim is about; only these are compared further. */
export function sound(entity: JsonObject, blamed: ReadonlySet<string>): string[] {
  const names = [...blamed].flatMap((id) => /^(?:returned|type|echo|moments|values)\/(\w+)/.exec(id)?.[1] ?? []);
  return Object.keys(entity).filter((name) => !names.includes(name) && !(name === 'id' && blamed.has('identity')));
}
