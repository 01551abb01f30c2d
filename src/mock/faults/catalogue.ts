import type { Fault } from '../fault.ts';
import { actionFaults } from './action.ts';
import { answerFaults } from './answer.ts';
import { astrayFaults } from './astray.ts';
import { belowFaults } from './below.ts';
import { errorFaults } from './error.ts';
import { keepingFaults } from './keeping.ts';
import { leftOutFaults } from './leftOut.ts';
import { lifeFaults } from './life.ts';
import { listingFaults } from './listing.ts';
import { mannerFaults } from './manners.ts';
import { onceFaults } from './once.ts';
import { pageVariations } from './pageVariations.ts';
import { parallelFaults } from './parallel.ts';
import { queryFaults } from './query.ts';
import { readFaults } from './read.ts';
import { refusalFaults } from './refusal.ts';
import { rewriteFaults } from './rewrite.ts';
import { shapeFaults } from './shape.ts';
import { variations } from './variation.ts';
import { writeFaults } from './write.ts';

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
