import { isObject, type JsonObject } from '../../../value/json.ts';
import type { Fault, FaultContext } from '../../fault.ts';
import type { MockAnswer, MockRequest } from '../../message.ts';
import { refuse } from '../subject.ts';

/** A request for a collection, without its query. */
function isList(request: MockRequest, { concerns }: FaultContext, { body }: MockAnswer): boolean {
  const [path = ''] = request.target.split('?');
  return concerns({ ...request, target: path }, 'GET') && isObject(body) && Array.isArray(body['value']);
}

/** What a link starts from, by name, and what it leaves out of an answer so that it does. */
const starts: Readonly<Record<string, { readonly from: (href: string) => string; readonly without?: string }>> = {
  'the context': { from: (href) => new URL(href).pathname.replace(/^.*?\/(?=deviceManagement\/)/, '') },
  'the request': {
    from: (href) => new URL(href).pathname.replace(/^.*\//, ''),
    without: '@odata.context',
  },
};

/** Ways of paging that are other than those of the mock, and right. */
export const pageVariations: readonly Fault[] = [
  {
    name: 'relative-next-link',
    text: 'leads to the next page by a relative link',
    needs: `one of ${Object.keys(starts).join(', ')}`,
    make: (context) => (request, right) => {
      const answer = right();
      const start = starts[String(context.scope.with)];
      if (!start) throw new Error(`"${String(context.scope.with)}" is nothing that a link starts from`);
      const link = isObject(answer.body) ? answer.body['@odata.nextLink'] : undefined;
      if (!isList(request, context, answer) || !isObject(answer.body) || typeof link !== 'string') return answer;
      const body: JsonObject = { ...answer.body, '@odata.nextLink': `${start.from(link)}${new URL(link).search}` };
      if (start.without !== undefined) delete body[start.without];
      context.fired();
      return { ...answer, body };
    },
  },

  {
    name: 'null-next-link-always',
    text: 'says at the end of every collection that there is no next page',
    make: (context) => (request, right) => {
      const answer = right();
      if (!isList(request, context, answer) || !isObject(answer.body) || '@odata.nextLink' in answer.body)
        return answer;
      context.fired();
      return { ...answer, body: { ...answer.body, '@odata.nextLink': null } };
    },
  },

  {
    name: 'empty-page-last',
    text: 'ends a collection with an empty page',
    make: (context) => (request, right) => {
      const mark = '$skiptoken=end';
      const [path = '', query = ''] = request.target.split('?');
      const options = query.split('&').filter((option) => option !== '');
      const others = options.filter((option) => option !== mark);
      const target = others.length === 0 ? path : `${path}?${others.join('&')}`;
      const answer = right({ ...request, target });
      if (!isList(request, context, answer) || !isObject(answer.body)) return answer;
      const { '@odata.nextLink': next, ...rest } = answer.body;
      if (options.length > others.length) return { ...answer, body: { ...rest, value: [] } };
      if (next !== undefined) return answer;
      const kept = others.filter((option) => !/^(?:\$|%24)skip/.test(option));
      context.fired();
      const link = `http://${request.headers['host'] ?? ''}${path}?${[...kept, mark].join('&')}`;
      return { ...answer, body: { ...answer.body, '@odata.nextLink': link } };
    },
  },

  {
    name: 'refuse-list-options',
    text: 'refuses query options of collections',
    make: (context) => (request, right) => {
      const answer = right();
      if (!request.target.includes('?') || !isList(request, context, answer)) return answer;
      context.fired();
      return refuse(400, 'invalidRequest');
    },
  },
];
