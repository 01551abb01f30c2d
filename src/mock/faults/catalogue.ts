import type { Fault } from '../fault.ts';
import { answerFaults } from './protocol/answer.ts';
import { errorFaults } from './protocol/error.ts';
import { onceFaults } from './protocol/firstRequest.ts';
import { queryFaults } from './protocol/query.ts';
import { refusalFaults } from './protocol/refusal.ts';
import { mannerFaults } from './protocol/throttling.ts';
import { pageVariations } from './right/pageVariations.ts';
import { variations } from './right/variation.ts';
import { rewriteFaults } from './shape/rewrite.ts';
import { shapeFaults } from './shape/shape.ts';
import { actionFaults } from './state/action.ts';
import { belowFaults } from './state/below.ts';
import { lifeFaults } from './state/lifecycle.ts';
import { listingFaults } from './state/listing.ts';
import { leftOutFaults } from './state/omittedProperty.ts';
import { parallelFaults } from './state/parallel.ts';
import { readFaults } from './state/read.ts';
import { keepingFaults } from './state/storage.ts';
import { writeFaults } from './state/write.ts';
import { astrayFaults } from './state/wrongEntity.ts';

/** Every named fault, and every named way to be right. */
export const faults: readonly Fault[] = [
  ...shapeFaults,
  ...writeFaults,
  ...readFaults,
  ...actionFaults,
  ...leftOutFaults,
  ...refusalFaults,
  ...queryFaults,
  ...listingFaults,
  ...lifeFaults,
  ...answerFaults,
  ...rewriteFaults,
  ...errorFaults,
  ...keepingFaults,
  ...mannerFaults,
  ...onceFaults,
  ...parallelFaults,
  ...belowFaults,
  ...astrayFaults,
  ...variations,
  ...pageVariations,
];

/** The fault of a name; throws for a name that is not in the catalogue. */
export function faultNamed(name: string): Fault {
  const fault = faults.find((candidate) => candidate.name === name);
  if (!fault)
    throw new Error(`"${name}" is no fault; the faults are ${faults.map((candidate) => candidate.name).join(', ')}`);
  return fault;
}
