import { jsonOf } from '../../evidence/exchange.ts';
import { broken, kept } from '../../evidence/finding.ts';
import { isObject } from '../../value/json.ts';
import { show } from '../../value/show.ts';
import { errorPage, formOf } from './errorForm.ts';

/** An error object is all that a refusal's body holds; annotations do not count. */
export const errorAlone = formOf('error-alone', 'Error objects stand alone in the body', errorPage, (refusal) => {
  const body = jsonOf(refusal);
  if (!isObject(body) || body['error'] === undefined) return kept;
  const other = Object.keys(body).find((name) => name !== 'error' && !name.includes('@'));
  return other === undefined ? kept : broken('only error', `${show(other)} beside it`, `/${other}`);
});
