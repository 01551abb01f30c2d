import type { Failure } from '../evidence/exchange.ts';
import type { TargetCause } from '../evidence/failureCause.ts';
import { causes } from './causes.ts';

/** The failure that has a cause, with the code of the error if there is one, and the way that the request took. */
export function failureBy(cause: TargetCause, code = '', way = ''): Failure {
  const { kind, says, remedy } = causes[cause];
  return { kind, message: `${says}${way}${inBrackets(code)}`, cause, ...(remedy === undefined ? {} : { remedy }) };
}

/** A code as a sentence may end with it; nothing if there is none, or it is only the name of an error. */
export function inBrackets(code: string): string {
  return /^[A-Z\d][A-Z\d_]*$/.test(code) ? ` (${code})` : '';
}
