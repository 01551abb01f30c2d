import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import type { Trial } from '../../evidence/evidence.ts';
import { isSilent } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open, worst } from '../../evidence/finding.ts';
import type { Api } from '../../model/api.ts';
import type { Case } from '../../model/case.ts';
import { sendableMembers } from '../../model/model.ts';
import type { JsonObject } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';
import { compareProperty, sentProperties } from './echo.ts';

/**
 * Whatever a property can hold is accepted, returned and kept: every member of its enum, texts that a careless server
 * changes, the ends of number ranges, null where the type allows it.
 */
export const values = claimKind({
  name: 'values',
  level: 'state',
  claims: (documented, api) =>
    sentProperties(documented, api).map(({ name, type }) => ({
      id: `values/${name}`,
      text:
        type.kind === 'enum' && !type.collection
          ? `Each of the ${sendableMembers(api.types.model.enumeration(type.name)).length} members of ${type.name} is accepted and kept in ${name}`
          : `${name} keeps whatever it can hold`,
      source: { page: documented.contract.source.page, section: 'Request body' },
      needs: ['status', `echo/${name}`],
      property: name,
    })),
  check: ({ property = '' }, documented, { request, trials, gaps }, api) => {
    if (trials.length === 0) return open(gaps['request'] ?? 'no other values were sent');
    if (request?.answer?.status !== documented.contract.response.status)
      return open(`plain values are not accepted either: ${describeAnswer(request)}`);
    return worst(trials.map((trial) => checkTrial(trial, property, trials, documented, api)));
  },
});

function checkTrial(trial: Trial, property: string, trials: readonly Trial[], documented: Case, api: Api): Finding {
  const { sent, exchange, read } = trial;
  if (isSilent(exchange)) return open(describeAnswer(exchange));
  if (exchange.answer?.status !== documented.contract.response.status)
    return checkRefusal(trial, property, trials, documented);
  const answer = entityIn(exchange);
  const found = answer ? compareProperty(documented, api, property, sent, answer) : kept;
  const shown = entityIn(read);
  if (found.outcome === 'broken') return found;
  if (!shown) return read ? open(`it could not be read back: ${describeAnswer(read)}`) : found;
  return readBack(compareProperty(documented, api, property, sent, shown));
}

function readBack(finding: Finding): Finding {
  return finding.outcome === 'broken' ? { ...finding, received: `${finding.received} when read back` } : finding;
}

/** A refused request blames the properties whose value alone is refused, too; or all of them, where each alone is accepted. */
function checkRefusal(
  { sent, exchange, only }: Trial,
  property: string,
  trials: readonly Trial[],
  documented: Case,
): Finding {
  const { status } = documented.contract.response;
  if (only !== undefined) return only === property ? refused(sent, property, describeAnswer(exchange), status) : kept;
  const alone = trials.filter((trial) => trial.only !== undefined && trial.sent[trial.only] === sent[trial.only]);
  const isSingle = alone.some((trial) => trial.exchange.answer?.status !== status);
  return isSingle
    ? kept
    : refused(sent, property, `${describeAnswer(exchange)}, though each value alone is accepted`, status);
}

function refused(sent: JsonObject, property: string, received: string, status: number): Finding {
  return broken(`status ${status} for ${property} ${show(sent[property])}`, received, `/${property}`);
}
