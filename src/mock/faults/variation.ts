import type { Fault } from '../fault.ts';
import { changeInstances } from './change.ts';

/** Ways of a server that are other than those of the mock, and right. */
export const variations: readonly Fault[] = [
  changeInstances({ name: 'show-more', text: 'shows properties that no page documents' }, (instance) => {
    instance['newBetaProperty'] = 'x';
    instance['newBetaComplex'] = { a: [1, null, { b: true }] };
    return true;
  }),
];
