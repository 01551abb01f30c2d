import type { RefusalClass } from '../evidence/exchange.ts';

/**
 * A form of refusal that says nothing of what was asked: its statuses, and, as far as they do not suffice, patterns of one
 * of the error's codes (nested ones too), of the innermost message, of method and path, the media type, a header that is
 * missing. `shows` finds the part of the message that is told; `everywhere` holds for any server, the others for the live
 * service only; `source` is where the form was seen.
 */
export interface Refusal {
  readonly class: RefusalClass;
  readonly statuses: readonly number[];
  readonly code?: RegExp;
  readonly text?: RegExp;
  readonly request?: RegExp;
  readonly mediaType?: string;
  readonly without?: string;
  readonly everywhere?: true;
  readonly says: string;
  readonly shows?: RegExp;
  readonly source: string;
}

const permission =
  'grant DeviceManagementConfiguration.Read.All or ReadWrite.All, with the consent of an administrator';

/** The known forms; the first that fits counts. */
export const refusals: readonly Refusal[] = [
  {
    class: 'throttled',
    statuses: [429],
    everywhere: true,
    says: 'the target is not available: it throttles',
    source: 'RFC 6585 section 4; Graph throttling guidance; IntuneCD issues 64 and 217',
  },
  {
    class: 'throttled',
    statuses: [500, 503],
    text: /rate limit reached|too many requests/i,
    says: 'the target is not available: it throttles, though the status is another',
    source: 'graph2otel, notes on Intune collectors',
  },
  {
    class: 'outage',
    statuses: [503],
    everywhere: true,
    says: 'the target is not available: it is out of service',
    source: 'RFC 9110 section 15.6.4',
  },
  {
    class: 'outage',
    statuses: [504],
    everywhere: true,
    says: 'the target is not available: it waits for another server',
    source: 'RFC 9110 section 15.6.5',
  },
  {
    class: 'not routed',
    statuses: [501],
    says: 'the service does not serve this request',
    source: 'graph2otel, exchangeConnectors',
  },
  {
    class: 'outage',
    statuses: [500, 502, 505, 506, 507, 508, 509, 510, 511],
    says: 'the target is not available: it failed',
    source: 'Graph error responses, HTTP status codes; RFC 9110 section 15.6',
  },
  {
    class: 'licence',
    statuses: [301, 302, 303, 307, 308],
    without: 'location',
    says: 'the service sends the request nowhere, as it does for a tenant without Intune; check the tenant and its licences',
    source: 'Microsoft365DSC 0d08f820',
  },
  {
    class: 'licence',
    statuses: [400, 401, 403, 404],
    text: /unable to perform redirect as location header is not set/i,
    says: 'the service sends the request nowhere, as it does for a tenant without Intune; check the tenant and its licences',
    source: 'Microsoft365DSC 0d08f820',
  },
  {
    class: 'licence',
    statuses: [400],
    text: /not applicable to target tenant/i,
    says: 'the tenant has no Intune; check the tenant and its licences',
    source: 'Microsoft365DSC 0d08f820',
  },
  {
    class: 'licence',
    statuses: [401],
    code: /^Forbidden$/,
    says: 'the token is right, but its bearer has no Intune licence or role in the tenant',
    source: 'microsoft-authentication-library-for-js issues 1261, 7007 and 7011',
  },
  {
    class: 'credential',
    statuses: [401],
    says: 'the service does not take the token; check that cloud, audience, tenant and expiry are right',
    source: 'Graph error responses, HTTP status codes',
  },
  {
    class: 'permission',
    statuses: [403],
    text: /must have one of the following scopes/i,
    says: 'the token lacks a permission; grant one of',
    shows:
      /must have one of the following scopes: ?((?:[A-Za-z]{1,60}\.){1,4}[A-Za-z]{1,20}(?:, ?(?:[A-Za-z]{1,60}\.){1,4}[A-Za-z]{1,20}){0,9})/i,
    source: 'Intune-ACSC-Windows-Hardening-Guidelines issue 14; IntuneBackupAndRestore issue 55',
  },
  {
    class: 'permission',
    statuses: [403],
    text: /called in app only context/i,
    says: `the application has no application permission; ${permission}`,
    source: 'Intune-PowerShell-SDK issue 121',
  },
  {
    class: 'permission',
    statuses: [403],
    text: /user is not authorized to perform this operation/i,
    says: 'the user has no Intune role for this; assign one that covers the scope tags',
    source: 'Graph error responses; Intune role-based access control',
  },
  {
    class: 'permission',
    statuses: [403],
    mediaType: 'text/html',
    says: 'a gateway refuses the request before it reaches the service; check conditional access, proxy and cloud',
    source: 'Microsoft365DSC 0d08f820',
  },
  {
    class: 'permission',
    statuses: [403],
    says: `the token lacks a permission; ${permission}`,
    source: 'Graph error responses, HTTP status codes',
  },
  {
    class: 'not routed',
    statuses: [400],
    code: /^No method match route template$/i,
    says: 'the page documents this request, but the service has no route for it',
    source: 'microsoft-graph-docs issues 10017 and 10025; microsoft-graph-docs-contrib issue 1450',
  },
  {
    class: 'not routed',
    statuses: [400],
    text: /^Resource not found for the segment/i,
    says: 'the service knows no such segment; check that the base URL ends with the version of the API',
    source: 'Graph gateway; v1.0 instead of beta gives it for the whole family',
  },
  {
    class: 'retired',
    statuses: [404],
    code: /^(?:Resource)?NotFound$/i,
    request:
      /^(?:POST \/deviceManagement\/groupPolicyConfigurations\b[^?]*\/(?:updateD|d)efinitionValues|GET [^?]*\/definitionValues\b[^?]*\/definition)(?:\?.*)?$/,
    says: 'the definition that is bound is not there any more; the service retires built-in ones',
    source: 'IntuneManagement issues 169 and 377; ModernWorkplaceConcierge issue 73',
  },
];
