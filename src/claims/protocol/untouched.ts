import { describeAnswer, entityIn, itemsIn } from '../../evidence/answers.ts';
import type { Untouched } from '../../evidence/evidence.ts';
import type { Exchange } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { differenceOfInstances } from '../../instance/same.ts';
import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import { writeJson } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';
import { brokenBy } from '../state/echo.ts';

/** What is refused changes nothing. */
export const untouched = claimKind({
  name: 'untouched',
  level: 'protocol',
  claims: ({ verb, contract }) => {
    if (verb === 'get' || verb === 'list') return [];
    return [
      {
        text: verb === 'create' ? 'A refused request creates nothing' : 'A refused request changes nothing',
        source: { page: contract.source.page, section: 'Response' },
      },
    ];
  },
  check: (_claim, documented, { untouched: seen, probes: sent, gaps }, api) => {
    if (!seen) return open(gaps['untouched'] ?? gaps['request'] ?? 'nothing was refused');
    const findings = [createsNothing(seen, documented, Object.values(sent)), changesNothing(seen, documented, api)];
    return findings.find(({ outcome }) => outcome !== 'kept') ?? kept;
  },
});

/**
 * Whether a collection shows nothing new, and lacks nothing. An entity set may change by what others do at the same time;
 * there only what carries a text of the refused requests counts.
 */
function createsNothing({ before, after }: Untouched, { path }: Case, probesSeen: readonly Exchange[]): Finding {
  const unread = [...before.items, ...after.items].find((page) => !entityIn(page));
  if (unread) return open(`the collection could not be read: ${describeAnswer(unread)}`);
  const known = new Set(before.items.flatMap(itemsIn).map(({ value }) => value['id']));
  const fresh = after.items.flatMap(itemsIn).filter(({ value }) => !known.has(value['id']));
  const marks = probesSeen.flatMap(({ body }) => body?.match(/plain [0-9a-f]{8}/g) ?? []);
  const ours = path.includes('{')
    ? fresh
    : fresh.filter(({ value }) => marks.some((mark) => writeJson(value).includes(mark)));
  const listed = new Set(after.items.flatMap(itemsIn).map(({ value }) => value['id']));
  const lost = path.includes('{') ? [...known].find((id) => !listed.has(id)) : undefined;
  if (lost !== undefined) return broken(`the entity ${show(lost)}`, 'it is not listed any more', '/value');
  const [first] = ours;
  return first ? broken('nothing new in the collection', `the entity ${show(first.value['id'])}`, first.pointer) : kept;
}

function changesNothing({ before, after }: Untouched, documented: Case, api: Api): Finding {
  if (!before.entity) return kept;
  const [was, is] = [entityIn(before.entity), entityIn(after.entity)];
  if (!was) return open(`it could not be read before: ${describeAnswer(before.entity)}`);
  if (!is)
    return after.entity?.answer
      ? broken('status 200 and the entity', describeAnswer(after.entity))
      : open(describeAnswer(after.entity));
  const difference = differenceOfInstances(api.types, documented.declared, was, is);
  return difference ? brokenBy(difference) : kept;
}
