import { entityIn } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import type { Verb } from '../../model/case.ts';
import { isAddressable } from '../../model/path.ts';
import { show } from '../../value/show.ts';
import { claimKind } from '../claimKind.ts';

const texts: Partial<Readonly<Record<Verb, string>>> = {
  create: 'Each new entity has an id of its own',
  update: 'The id stays the same',
  get: 'The id is the one in the path',
};

/** `id` is the key: new for each new entity, the same for ever after. */
export const identity = claimKind({
  name: 'identity',
  level: 'state',
  claims: ({ verb, contract }) => {
    const text = texts[verb];
    if (text === undefined || contract.response.body?.kind !== 'entity') return [];
    const claim = {
      text,
      source: { page: contract.source.page, section: 'Response' },
      needs: ['type/id'],
      property: 'id',
    };
    return [claim];
  },
  check: (_claim, { verb }, { request, before, known, again, trials }) => {
    const id = entityIn(request)?.['id'];
    if (id === undefined) return open('the answer has no id');
    if (typeof id === 'string' && !isAddressable(id))
      return broken('an id that can stand in a path', show(id), '/id', id);
    if (verb !== 'create') {
      const due = entityIn(before)?.['id'] ?? known?.['id'];
      if (due === undefined) return open('the id was not known before');
      return due === id ? kept : broken(show(due), show(id), '/id', id);
    }
    const others = [again, ...trials.map(({ exchange }) => exchange)].flatMap(
      (exchange) => entityIn(exchange)?.['id'] ?? [],
    );
    if (others.length === 0) return open('no other entity could be made');
    const isNew = !others.includes(id) && new Set(others).size === others.length;
    return isNew ? kept : broken('a different id each time', `${show(id)} more than once`, '/id', id);
  },
});
