import { jsonOf } from '../../evidence/exchange.ts';
import { broken, kept } from '../../evidence/finding.ts';
import { isObject } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { errorPage, formOf } from './errorForm.ts';

/** The codes that Graph documents for the property `code` of an error. */
const documentedCodes = [
  'accessDenied',
  'activityLimitReached',
  'generalException',
  'invalidRange',
  'invalidRequest',
  'itemNotFound',
  'malwareDetected',
  'nameAlreadyExists',
  'notAllowed',
  'notSupported',
  'quotaLimitReached',
  'resourceModified',
  'resyncRequired',
  'serviceNotAvailable',
  'syncStateNotFound',
  'unauthenticated',
];

/** The code of an error is one that Graph documents. */
export const errorCode = formOf('error-code', 'Errors have codes that Graph documents', errorPage, (refusal) => {
  const body = jsonOf(refusal);
  const error = isObject(body) ? body['error'] : undefined;
  const code = isObject(error) ? error['code'] : undefined;
  return typeof code !== 'string' || documentedCodes.includes(code)
    ? kept
    : broken(`one of ${documentedCodes.join(', ')}`, show(code), '/error/code', code);
});
