import type { Operator } from './edit.ts';
import { calls } from './operators/calls.ts';
import { logic } from './operators/logic.ts';
import { results } from './operators/results.ts';
import { values } from './operators/values.ts';

/** Every way to be wrong that is tried. */
export const operators: readonly Operator[] = [...logic, ...values, ...calls, ...results];
