import type { RightAnswer } from './front.ts';
import type { TenantOptions } from './tenant.ts';

/** A way in which a tenant refuses a run: what a person reads about it, and how the stand-in departs from a right tenant. */
export interface Trouble {
  readonly text: string;
  readonly options: Pick<TenantOptions, 'refuse' | 'grant' | 'front'>;
}

function answer(status: number, code: string, message: string): RightAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { code, message } }),
  };
}

/** The authority refuses every request for a token with an AADSTS number. */
const authority = (text: string, code: number): Trouble => ({ text, options: { refuse: () => code } });

/** The authority answers every request alike. */
const authorityAnswer = (text: string, told: RightAnswer): Trouble => ({ text, options: { refuse: () => told } });

/** Graph answers every request alike. */
const graph = (text: string, told: RightAnswer): Trouble => ({ text, options: { front: { refuse: () => told } } });

/** The troubles by the name that `--refuse` takes. */
export const troubles: Readonly<Record<string, Trouble>> = {
  'wrong-secret': authority('the client secret is wrong', 7000215),
  'expired-secret': authority('the client secret has expired', 7000222),
  'unknown-application': authority('the application is not registered in the tenant', 700016),
  'unknown-tenant': authority('the tenant is unknown in this cloud', 90002),
  'wrong-certificate': authority('the certificate is not registered for the application', 700027),
  'wrong-assertion': authority('no federated credential fits the assertion', 700213),
  'throttled-tokens': authorityAnswer('the authority has too many requests', {
    status: 429,
    headers: { 'retry-after': '3600', 'content-type': 'application/json' },
    body: '{"error":"temporarily_unavailable","error_description":"Too many requests."}',
  }),
  'no-tokens': authorityAnswer('the authority is down', { status: 503, headers: {}, body: '' }),
  'missing-permission': {
    text: 'the application has no permission',
    options: { grant: { roles: ['Group.Read.All'] } },
  },
  'other-tenant': {
    text: 'tokens are of another tenant',
    options: { grant: { tenant: '00000000-0000-4000-8000-000000000000' } },
  },
  'no-licence': graph(
    'the tenant has no Intune licence',
    answer(400, 'BadRequest', 'Request not applicable to target tenant.'),
  ),
  'no-role': graph(
    'the application has no Intune role',
    answer(403, 'Forbidden', 'User is not authorized to perform this operation.'),
  ),
  outage: graph('the service is down', answer(503, 'ServiceUnavailable', 'The service is unavailable.')),
};
