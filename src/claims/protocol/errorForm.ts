import type { Evidence } from '../../evidence/evidence.ts';
import { type Exchange, jsonOf } from '../../evidence/exchange.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { isObject } from '../../value/json.ts';
import { show } from '../../value/readable.ts';
import type { ClaimKind } from '../claim.ts';

const errorPage = { page: 'Microsoft Graph error responses and resource types', section: 'Error resource type' };

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

/** A claim about the form of all refusals of a protocol case together. */
function formOf(
  name: string,
  text: string,
  source: { readonly page: string; readonly section: string },
  check: (refusal: Exchange) => Finding,
): ClaimKind {
  return {
    name,
    level: 'protocol',
    claims: () => [{ id: name, kind: name, level: 'protocol', text, source, needs: [] }],
    check: (_claim, _documented, evidence) => {
      const refusals = refusalsIn(evidence);
      if (refusals.length === 0) return open(evidence.gaps['request'] ?? 'nothing was refused');
      return refusals.map(check).find(({ outcome }) => outcome !== 'kept') ?? kept;
    },
  };
}

function refusalsIn({ probes }: Evidence): Exchange[] {
  return Object.values(probes).filter(({ answer }) => answer !== undefined && answer.status >= 400);
}

/** An error object is all that a refusal's body holds; annotations do not count. */
export const errorAlone = formOf('error-alone', 'Error objects stand alone in the body', errorPage, (refusal) => {
  const body = jsonOf(refusal);
  if (!isObject(body) || body['error'] === undefined) return kept;
  const other = Object.keys(body).find((name) => name !== 'error' && !name.includes('@'));
  return other === undefined ? kept : broken('only error', `${show(other)} beside it`, `/${other}`);
});

/** The code of an error is one that Graph documents. */
export const errorCode = formOf('error-code', 'Errors have codes that Graph documents', errorPage, (refusal) => {
  const body = jsonOf(refusal);
  const error = isObject(body) ? body['error'] : undefined;
  const code = isObject(error) ? error['code'] : undefined;
  return typeof code !== 'string' || documentedCodes.includes(code)
    ? kept
    : broken(`one of ${documentedCodes.join(', ')}`, show(code), '/error/code', code);
});

/** A 401 says how to authenticate (RFC 9110 §11.6.1). */
export const challenge = formOf(
  'challenge',
  'A 401 names a scheme in WWW-Authenticate',
  { page: 'RFC 9110', section: '11.6.1' },
  ({ answer }) => {
    if (answer?.status !== 401) return kept;
    const given = answer.headers['www-authenticate'];
    return given?.trim() ? kept : broken('a header WWW-Authenticate', given === undefined ? 'none' : 'an empty one');
  },
);
