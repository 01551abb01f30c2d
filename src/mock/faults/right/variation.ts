import { isObject } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import { changeInstances } from '../change.ts';
import { entityOf, given, refuse } from '../subject.ts';
import { anyOrder } from './anyOrder.ts';
import { deleteAnything } from './deleteAnything.ts';
import { languageByFile } from './languageByFile.ts';
import { minimalTypes } from './minimalTypes.ts';
import { ownStatus } from './ownStatus.ts';
import { slowVersion } from './slowVersion.ts';

/** Ways of a server that are other than those of the mock, and right. */
export const variations: readonly Fault[] = [
  anyOrder,
  deleteAnything,
  languageByFile,
  minimalTypes,
  ownStatus,
  slowVersion,

  changeInstances({ name: 'show-more', text: 'shows properties that no page documents' }, (instance) => {
    instance['newBetaProperty'] = 'x';
    instance['newBetaComplex'] = { a: [1, null, { b: true }] };
    return true;
  }),

  {
    name: 'read-late',
    text: 'finds a new entity only after a while: with, in milliseconds',
    make: (context) => {
      const made = new Map<string, number>();
      return (request, right) => {
        const entity = context.addressOf(request)?.entity;
        const age = performance.now() - (made.get(entity?.id ?? '') ?? Number.NEGATIVE_INFINITY);
        if (request.method === 'GET' && age < Number(context.scope.with)) {
          context.fired();
          return refuse(404, 'itemNotFound');
        }
        const answer = right();
        const created = request.method === 'POST' && answer.status === 201 ? entityOf(answer, context) : undefined;
        if (created) made.set(created.id, performance.now());
        return answer;
      };
    },
  },

  {
    name: 'slow-upload',
    text: 'goes on with what follows an upload for a while: with, in milliseconds',
    make: (context) => {
      const made = new Map<string, number>();
      const type = 'groupPolicyUploadedDefinitionFile';
      return (request, right) => {
        const answer = right();
        const { body } = answer;
        const entity = entityOf(answer, context);
        if (entity?.type !== type || !isObject(body)) return answer;
        const isUpload = request.method === 'POST' && context.addressOf(request)?.kind === 'collection';
        if (isUpload && !('status' in given(request))) made.set(entity.id, performance.now());
        const age = performance.now() - (made.get(entity.id) ?? Number.NEGATIVE_INFINITY);
        if (age >= Number(context.scope.with)) return answer;
        context.fired();
        const hidden = 'definitions' in body ? { definitions: [] } : {};
        return { ...answer, body: { ...body, ...hidden, status: 'uploadInProgress' } };
      };
    },
  },

  {
    name: 'empty-page-first',
    text: 'begins a collection with an empty page that leads to the next one',
    make: (context) => (request, right) => {
      const mark = '$skiptoken=begin';
      const [path = '', query = ''] = request.target.split('?');
      const options = query.split('&').filter((option) => option !== '' && option !== mark);
      const target = options.length === 0 ? path : `${path}?${options.join('&')}`;
      const answer = right({ ...request, target });
      const isBeginning = !query.includes('skiptoken') && context.concerns({ ...request, target: path }, 'GET');
      if (!isBeginning || !isObject(answer.body) || !Array.isArray(answer.body['value'])) return answer;
      context.fired();
      const link = `http://${request.headers['host']}${path}?${[...options, mark].join('&')}`;
      return { ...answer, body: { ...answer.body, '@odata.nextLink': link, value: [] } };
    },
  },
];
