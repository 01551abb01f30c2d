import { describeAnswer, wrappedIn } from '../../evidence/answers.ts';
import { bodyOf } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import type { Case } from '../../model/case.ts';
import type { Body } from '../../model/requestContract.ts';
import { jsonTypeOf } from '../../value/edm/primitive.ts';
import { isObject, type JsonValue } from '../../value/json.ts';
import { claimKind } from '../claimKind.ts';

function expectation(due: Body): string {
  switch (due.kind) {
    case 'entity':
      return `The body is one ${due.type}, not wrapped`;
    case 'collection':
      return `The body is a collection of ${due.type} in value`;
    case 'value':
      return 'The body is one value in value';
    default:
      return 'The body is an object';
  }
}

/** The answer has the body that the page promises, as JSON: an entity, or a collection or value in an envelope. A 204 has none by definition. */
export const body = claimKind({
  name: 'body',
  level: 'shape',
  claims: ({ contract }) => {
    const due = contract.response.body;
    if (!due) return [];
    return [
      {
        text: expectation(due),
        source: { page: contract.source.page, section: 'Response' },
      },
    ];
  },
  check: (_claim, documented, { request, gaps }) => {
    const answer = request?.answer;
    const due = documented.contract.response.body;
    if (!request) return open(gaps['request'] ?? 'the request was not sent');
    if (!answer || !due) return open(describeAnswer(request));
    if (answer.status >= 300) return open(`the answer is no success: ${describeAnswer(request)}`);
    const received = bodyOf(answer);
    if (received.kind === 'none' && answer.status === 204) return open('the status is 204, which has no body');
    if (received.kind === 'none') return broken('a JSON body', 'none');
    if (received.kind === 'unreadable') return broken('a JSON body', received.problem);
    return checkShape(due, received.value, documented);
  },
});

function checkShape(due: Body, value: JsonValue, { resource, contract }: Case): Finding {
  if (!isObject(value)) return broken('a JSON object', jsonTypeOf(value), '', value);
  if (due.kind === 'collection') {
    const items = value['value'];
    if (!Array.isArray(items)) return broken('an array', jsonTypeOf(items), '/value', items ?? null);
    const odd = items.findIndex((item) => !isObject(item));
    return odd < 0 ? kept : broken('an object', jsonTypeOf(items[odd]), `/value/${odd}`, items[odd]);
  }
  if (due.kind === 'value') return value['value'] === undefined ? broken('a value', 'nothing', '/value') : kept;
  if (due.kind === 'entity' && wrappedIn(value)) {
    const artefact = contract.response.exampleWrapped
      ? '; the wrapped example of the page is a generator artefact (CONTRIBUTING, rule 3)'
      : '';
    return broken(`the ${resource} itself`, `it is wrapped in value${artefact}`, '/value');
  }
  return kept;
}
