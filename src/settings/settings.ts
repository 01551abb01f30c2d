import { constants } from 'node:buffer';
import { cloudNames } from './cloud.ts';
import { credentialNames } from './credentialNames.ts';
import { besidesGraph, isNoAuthority, isNoMock, isNoProxy } from './refused/besidesGraph.ts';
import { kinds, setting } from './setting.ts';
import {
  bearer,
  guid,
  guids,
  hosts,
  oneOf,
  proxy,
  proxyOfAnyKind,
  secretKey,
  someOf,
  stancesOf,
  text,
  url,
  wholeNumber,
} from './settingForms.ts';

/** The variable that names another file than `.env` to read settings from. */
export const fileVariable = 'ENV_FILE';

/** The longest pause that a timer of Node can make, in milliseconds; it takes a longer one for none. */
const longest = 2 ** 31 - 1;

/** Every environment variable that the suite reads. */
export const settings = {
  target: setting(
    'GRAPH_TARGET',
    'where requests go: the embedded mock, a mock server at GRAPH_BASE_URL, or the live service',
    oneOf(kinds),
    { fallback: 'embedded' },
  ),
  baseUrl: setting(
    'GRAPH_BASE_URL',
    'base URL of the mock server, with or without /beta; of live only https on loopback, to rehearse',
    besidesGraph(url, isNoMock),
    { for: ['mock', 'live'] },
  ),
  token: setting(
    'GRAPH_TOKEN',
    'bearer token that the mock server takes; of live, with GRAPH_CREDENTIAL=token, a token for Microsoft Graph such as Graph Explorer shows, without a default, for a run that only reads',
    bearer,
    { for: ['mock', 'live'], fallback: 'mock-token', secret: true },
  ),
  levels: setting(
    'GRAPH_LEVELS',
    'levels of claims to judge: shape (what pages say), state (what their verbs mean), protocol (what Graph and OData agree on); without it all, and shape,state on GRAPH_TARGET=live',
    someOf(['shape', 'state', 'protocol']),
  ),
  deviations: setting(
    'GRAPH_DEVIATIONS',
    'file of known deviations of the target; without it, contracts/deviations/<target>.json',
    text,
  ),
  policies: setting(
    'GRAPH_POLICIES',
    'other stances where the documentation is silent, such as second-delete=fail,wrapped-get=pass; all are in contracts/policies.json',
    stancesOf,
  ),
  before: setting(
    'GRAPH_BEFORE',
    'results.json of an earlier run; the summary of a job on GitHub then begins with what changed since, and annotations tell only that',
    text,
    { starts: true },
  ),
  seed: setting('GRAPH_SEED', 'what the values sent are made from; the same seed sends the same values', text, {
    fallback: 'conformance',
  }),
  deadline: setting(
    'GRAPH_DEADLINE_MS',
    'milliseconds until a request without a complete answer is given up',
    wholeNumber(1, longest),
    { fallback: '10000' },
  ),
  convergence: setting(
    'GRAPH_CONVERGENCE_MS',
    'milliseconds for which a target may not yet show what was created, or still show what was deleted',
    wholeNumber(0, longest),
    { fallback: '2000' },
  ),
  uploads: setting(
    'GRAPH_UPLOAD_MS',
    'milliseconds for which the work that follows the upload of a definition file is waited for',
    wholeNumber(0, longest),
    { fallback: '300000' },
  ),
  caseTime: setting(
    'GRAPH_CASE_MS',
    'milliseconds for which a case may send requests; without it, time for 60 requests that take all of GRAPH_DEADLINE_MS, for GRAPH_UPLOAD_MS, and for what GRAPH_RATE keeps waiting',
    wholeNumber(1, longest),
  ),
  removalTime: setting(
    'GRAPH_REMOVAL_MS',
    'milliseconds for which a case may then remove what it made; without it, time for 30 such requests, and for what GRAPH_RATE keeps waiting',
    wholeNumber(1, longest),
  ),
  bodyBytes: setting(
    'GRAPH_MAX_BODY_BYTES',
    'largest answer body that is read, on the wire and inflated',
    wholeNumber(1024, constants.MAX_STRING_LENGTH),
    { fallback: '8388608' },
  ),
  waiting: setting(
    'GRAPH_MAX_WAIT_MS',
    'milliseconds that one request may wait in all for a target that throttles; more ends in inconclusive',
    wholeNumber(0, longest),
    { fallback: '30000' },
  ),
  idle: setting(
    'GRAPH_IDLE_MS',
    'milliseconds for which the connection of a documented request is watched after the answer, for bytes that nobody asked for',
    wholeNumber(0, longest),
    { fallback: '20' },
  ),
  headerBytes: setting(
    'GRAPH_MAX_HEADER_BYTES',
    'largest head of an answer that is read',
    wholeNumber(1024, constants.MAX_STRING_LENGTH),
    {
      fallback: '32768',
    },
  ),
  ca: setting(
    'GRAPH_CA',
    'PEM file of certificate authorities to trust besides those that Node does (NODE_EXTRA_CA_CERTS and the system store too), for the target and for the token endpoint',
    text,
  ),
  proxy: setting(
    'GRAPH_PROXY',
    'proxy for every request to the target and the token endpoint, such as http://user:password@proxy.example:8080, percent-encoded; not for hosts of this machine, unless the proxy is one itself; without it, what HTTPS_PROXY, HTTP_PROXY and ALL_PROXY name',
    besidesGraph(proxy, isNoProxy),
  ),
  httpsProxy: setting(
    'HTTPS_PROXY',
    'proxy for https, as other programs know it, and so are the next three, also in small letters, which go before capitals; not for hosts of this machine',
    besidesGraph(proxy, isNoProxy),
  ),
  httpProxy: setting(
    'HTTP_PROXY',
    'proxy for http, and for https if no other is named; not for hosts of this machine',
    besidesGraph(proxy, isNoProxy),
  ),
  allProxy: setting(
    'ALL_PROXY',
    'proxy for what HTTPS_PROXY and HTTP_PROXY do not name',
    besidesGraph(proxyOfAnyKind, isNoProxy),
  ),
  noProxy: setting(
    'NO_PROXY',
    'hosts that are reached without HTTPS_PROXY, HTTP_PROXY and ALL_PROXY, separated by commas or spaces: domains, addresses, networks such as 10.0.0.0/8, each with a port or without, or * for all',
    hosts,
  ),
  certificates: setting(
    'GRAPH_CERTIFICATES',
    'checked, or unchecked to take any certificate that the server shows, which the report tells',
    oneOf(['checked', 'unchecked']),
    { for: ['mock'], fallback: 'checked' },
  ),
  ready: setting(
    'GRAPH_READY_MS',
    'milliseconds for which a target that does not answer yet is waited for',
    wholeNumber(0, longest),
    { fallback: '0', starts: true },
  ),
  capabilities: setting(
    'GRAPH_CAPABILITIES',
    'file that says what a mock claims, where that is not everything (contracts/capabilities.schema.json)',
    text,
    { for: ['mock'] },
  ),
  cloud: setting('GRAPH_CLOUD', 'cloud of the tenant: global, usgov, usgovdod, china', oneOf(cloudNames), {
    for: ['live'],
    fallback: 'global',
  }),
  writes: setting(
    'GRAPH_WRITES',
    'what may be written to a tenant: none, own (only what the run made), dedicated (everything documented)',
    oneOf(['none', 'own', 'dedicated']),
    { for: ['live'], fallback: 'none' },
  ),
  dedicatedTenants: setting(
    'GRAPH_DEDICATED_TENANTS',
    'ids (GUIDs) of the tenants in which everything may be written, separated by commas, where GRAPH_WRITES=dedicated',
    guids,
    { for: ['live'], secret: true },
  ),
  markKey: setting(
    'GRAPH_MARK_KEY',
    'secret of at least 16 characters by which the marks in the names of what a run makes are sealed, where GRAPH_WRITES=own or dedicated, and by npm run sweep',
    secretKey,
    { for: ['live'], secret: true },
  ),
  rate: setting(
    'GRAPH_RATE',
    'requests per second of all workers and shards together, 0 for as fast as they are answered',
    wholeNumber(0, Number.MAX_SAFE_INTEGER),
    { for: ['live'], fallback: '2' },
  ),
  budget: setting(
    'GRAPH_MAX_REQUESTS',
    'most requests that a run sends, with all its shards',
    wholeNumber(1, Number.MAX_SAFE_INTEGER),
    {
      for: ['live'],
      fallback: '30000',
    },
  ),
  credential: setting('GRAPH_CREDENTIAL', `kind of credential: ${credentialNames.join(', ')}`, oneOf(credentialNames), {
    for: ['live'],
  }),
  tenant: setting(
    'AZURE_TENANT_ID',
    'id of the tenant (a GUID); for every credential, and with token only to make sure',
    guid,
    { secret: true },
  ),
  client: setting(
    'AZURE_CLIENT_ID',
    'id of the application (a GUID); for every credential but azure-cli, azure-powershell and token, and with managed-identity for one assigned by a user',
    guid,
  ),
  clientSecret: setting('AZURE_CLIENT_SECRET', 'secret of the application; for client-secret', text, { secret: true }),
  certificatePath: setting(
    'AZURE_CLIENT_CERTIFICATE_PATH',
    'PEM file with certificate and private key of the application; for client-certificate',
    text,
  ),
  certificatePassword: setting(
    'AZURE_CLIENT_CERTIFICATE_PASSWORD',
    'password of the private key, where it is encrypted; for client-certificate',
    text,
    { secret: true },
  ),
  federatedTokenFile: setting(
    'AZURE_FEDERATED_TOKEN_FILE',
    'file of the federated assertion; for workload-identity',
    text,
  ),
  actionsUrl: setting(
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'where a GitHub job gets its assertion, set there by permissions: id-token: write; for github-actions',
    text,
  ),
  actionsToken: setting(
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'what it gets it with, set there too; for github-actions',
    text,
    { secret: true },
  ),
  serviceConnection: setting(
    'AZURE_SERVICE_CONNECTION_ID',
    'id of the service connection (a GUID); for azure-pipelines',
    guid,
  ),
  systemToken: setting(
    'SYSTEM_ACCESSTOKEN',
    'token of the job, mapped from $(System.AccessToken); for azure-pipelines',
    text,
    { secret: true },
  ),
  oidcUri: setting(
    'SYSTEM_OIDCREQUESTURI',
    'where the job gets its assertion, set by the agent; for azure-pipelines',
    text,
  ),
  authority: setting(
    'AZURE_AUTHORITY_HOST',
    'host that issues tokens, where it is not that of GRAPH_CLOUD, such as https://login.example.org',
    besidesGraph(url, isNoAuthority),
  ),
} as const;
