import { describeAnswer } from '../../evidence/answers.ts';
import { bodyOf, type Exchange, mediaTypeOf } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { jsonTypeOf } from '../../value/edm/primitive.ts';
import { isObject } from '../../value/json.ts';
import { type ClaimDraft, claimKind } from '../claimKind.ts';
import { probes } from '../probes.ts';

/** A refusal tells why: a JSON object with the one property `error`, which has a code and a message (Graph error responses). */
export const errorObject = claimKind({
  name: 'error',
  level: 'protocol',
  claims: (documented, api) =>
    probes
      .filter((probe) => probe.appliesTo(documented, api))
      .map(
        ({ name, subject }): ClaimDraft => ({
          id: `error/${name}`,
          text: `${subject} is answered with an error object`,
          source: { page: 'Microsoft Graph error responses and resource types', section: 'Error resource type' },
          needs: [`refused/${name}`],
        }),
      ),
  check: ({ id }, _documented, { probes: seen }) => checkError(seen[id.replace('error/', '')]),
});

function checkError(exchange: Exchange | undefined): Finding {
  if (!exchange?.answer) return open(describeAnswer(exchange));
  if (exchange.answer.status < 400) return { outcome: 'kept', note: 'it was not refused' };
  const body = bodyOf(exchange.answer);
  if (body.kind === 'none') return broken('an error object', 'no body');
  if (body.kind === 'unreadable') return broken('an error object', body.problem);
  if (mediaTypeOf(exchange.answer) !== 'application/json')
    return broken('application/json', mediaTypeOf(exchange.answer) ?? 'no Content-Type');
  const error = isObject(body.value) ? body.value['error'] : undefined;
  if (!isObject(error)) return broken('an object in error', jsonTypeOf(error), '/error', error ?? null);
  for (const name of ['code', 'message']) {
    const value = error[name];
    if (typeof value !== 'string') return broken('a text', jsonTypeOf(value), `/error/${name}`, value ?? null);
  }
  return error['code'] === '' ? broken('an error code', 'an empty text', '/error/code', '') : kept;
}
