import type { BlockingClass } from '../evidence/blocking.ts';
import type { Redact } from '../transport/redaction/redact.ts';

/** What is in the way where no token comes, by the AADSTS number; for any other number it is the credential. */
const ofNumbers: Readonly<Record<string, BlockingClass>> = {
  '50105': 'permission',
  '53000': 'permission',
  '53003': 'permission',
  '65001': 'permission',
  '90002': 'tenant',
  '500011': 'tenant',
  '700016': 'tenant',
};
/** What a library says where the authority was not reached. */
const unreached =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|TimeoutError|timed out|CERT_|_CERT|VERIFY|self.signed|unable to (?:verify|get)/i;

/** What is in the way where an acquisition failed with a message. */
export function blockingOfRefusal(message: string): BlockingClass {
  const number = /AADSTS(\d{5,8})/.exec(message)?.[1];
  if (number !== undefined) return ofNumbers[number] ?? 'credential';
  return unreached.test(message) ? 'network' : 'credential';
}

/** What Microsoft Entra refuses a token for, by its AADSTS number, and what to do. */
const remedies: Readonly<Record<string, string>> = {
  '50034': 'the user is not known in the tenant; sign in as a user of AZURE_TENANT_ID',
  '50076':
    'the user has to prove who it is in another way too; sign in again, or use an application for runs that nobody attends',
  '50079': 'the user has to register another proof first; sign in to the portal once',
  '50105': 'the user or application is not assigned to the enterprise application; assign it',
  '53000':
    'conditional access asks for a compliant device; let an administrator exclude the application, or run on such a device',
  '53003':
    'conditional access forbids it; let an administrator exclude the application, or run from an allowed network',
  '65001': 'nobody has consented to the permissions; let an administrator grant consent to the application',
  '70011': 'the scope is not valid; set GRAPH_CLOUD to the cloud of the tenant',
  '70016': 'the sign-in was not finished in time; start again',
  '70021':
    'no federated credential fits the assertion; add one with its issuer, subject and audience to the application',
  '500011': 'Microsoft Graph of this cloud is not known in the tenant; set GRAPH_CLOUD to the cloud of the tenant',
  '700016': 'the application is not known in the tenant; correct AZURE_CLIENT_ID or AZURE_TENANT_ID',
  '700024': 'the assertion is not valid at this time; set the clock of this machine, or let the assertion be renewed',
  '700027':
    'the certificate is not registered with the application, or its key does not fit; upload it, or correct AZURE_CLIENT_CERTIFICATE_PATH',
  '700211': 'no federated credential has the issuer of the assertion; correct it in the application',
  '700212': 'no federated credential has the audience of the assertion; correct it in the application, or GRAPH_CLOUD',
  '700213': 'no federated credential has the subject of the assertion; correct it in the application',
  '7000112': 'the application is disabled in the tenant; enable it',
  '7000215': 'the client secret is wrong; set AZURE_CLIENT_SECRET to the value of a secret, not to its id',
  '7000222': 'the client secret has expired; make a new one and set AZURE_CLIENT_SECRET to its value',
  '7000229': 'the application has no service principal in the tenant; let an administrator add it there',
  '90002': 'the tenant is not known in this cloud; correct AZURE_TENANT_ID or GRAPH_CLOUD',
};

/** What goes wrong before Microsoft Entra says anything, by words of the message. */
const symptoms: readonly (readonly [words: RegExp, sentence: string])[] = [
  [
    /bad decrypt|passphrase|interrupted or cancelled/i,
    'the private key cannot be decrypted; correct AZURE_CLIENT_CERTIFICATE_PASSWORD',
  ],
  [
    /asymmetric key/,
    'the private key in AZURE_CLIENT_CERTIFICATE_PATH cannot be read; set AZURE_CLIENT_CERTIFICATE_PASSWORD if it is encrypted, else mend the file',
  ],
  [
    /PEM-encoded certificate|DECODER|PEM_/i,
    'the file in AZURE_CLIENT_CERTIFICATE_PATH does not hold a certificate and its key in PEM',
  ],
  [
    /could not be found|not installed|is not recognized/i,
    'the command-line tool is not installed; install it and sign in',
  ],
  [/az login|Connect-AzAccount/i, 'nobody is signed in with the command-line tool; sign in to AZURE_TENANT_ID'],
  [
    /CERT_|_CERT|VERIFY|self.signed|unable to (?:verify|get)/i,
    'the token endpoint has a certificate that is not trusted; name its authority in GRAPH_CA',
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    'the host of the token endpoint is not known; look at the network, or correct AZURE_AUTHORITY_HOST',
  ],
  [
    /ECONNREFUSED|ECONNRESET|ETIMEDOUT|TimeoutError|timed out/i,
    'the token endpoint does not answer; look at the network and the proxy',
  ],
  [
    /managed identity|IMDS|169\.254/i,
    'there is no managed identity here; run where there is one, or choose another GRAPH_CREDENTIAL',
  ],
  [
    /endpoints_resolution|openid/i,
    'the authority does not know the tenant; correct AZURE_TENANT_ID, GRAPH_CLOUD or AZURE_AUTHORITY_HOST',
  ],
];

const longestDetail = 200;

/** The sentence for a failed acquisition: number and remedy where they are known, and the redacted first line of the message. */
export function describeRefusal(credential: string, message: string, redact: Redact): string {
  const number = /AADSTS(\d{5,8})/.exec(message)?.[1];
  const remedy =
    (number === undefined ? undefined : remedies[number]) ?? symptoms.find(([words]) => words.test(message))?.[1];
  const [line = ''] = redact(message.trim()).split(/\r?\n/);
  const detail = line.length > longestDetail ? `${line.slice(0, longestDetail)}…` : line;
  return `${credential} got no token${number === undefined ? '' : ` (AADSTS${number})`}: ${remedy ?? 'see the message'} [${detail}]`;
}
