import { broken, kept } from '../../evidence/finding.ts';
import { formOf } from './errorForm.ts';

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
