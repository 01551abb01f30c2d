import type { TokenCredential } from '@azure/identity';
import { FileError } from '../files/fileError.ts';
import { readBytes } from '../files/readFile.ts';
import type { Cloud } from '../settings/cloud.ts';
import type { CredentialName } from '../settings/credentialNames.ts';
import { type Setting, SettingError, type SettingProblem } from '../settings/setting.ts';
import { settings } from '../settings/settings.ts';
import type { Target } from '../settings/target.ts';
import type { Assert } from './actionsAssertion.ts';
import { assertionProblems } from './assertion.ts';
import { certificateProblems } from './certificate.ts';
import { keyForms } from './privateKey.ts';
import { setToken, setTokenProblems } from './setToken.ts';
import { claimsOf } from './token.ts';
import type { TokenClient } from './tokenClient.ts';

/** The package that the credentials come from, handed in because it is slow to load and only a live run needs it. */
export type Identity = typeof import('@azure/identity');

/** What every credential is made with, besides its settings. */
export interface Circumstances {
  readonly cloud: Cloud;
  readonly options: {
    readonly authorityHost: string;
    readonly disableInstanceDiscovery: boolean;
    /** What sends the requests. */
    readonly httpClient: TokenClient;
    /** Keeps the package from following a redirect, and from reading the proxies of the environment by itself. */
    readonly redirectOptions: { readonly maxRetries: 0 };
    readonly proxyOptions: { readonly host: string; readonly port: number };
  };
  /** What sends requests to services of this machine, which no proxy reaches. */
  readonly local: TokenClient;
  /** Tells a person what to do to sign in. */
  readonly prompt: (text: string) => void;
  /** Gets the assertion of a GitHub job. */
  readonly assert: Assert;
  readonly clock: () => number;
}

/** What a credential is held against before anything is sent: the cloud, and the moment in milliseconds. */
export interface Occasion {
  readonly cloud: Cloud;
  readonly now: number;
}

/** The value of a setting that a credential needs. */
export type Read = (setting: Setting<string>) => string;
/** The value of a setting, if it is set. */
export type Find = (setting: Setting<string>) => string | undefined;

/** A way to get a token: the settings it needs, what of them is secret, whether a person has to sign in, and how it is made. */
export interface CredentialKind {
  readonly needs: readonly Setting<string>[];
  /** The settings that it reads besides, if they are set. */
  readonly takes?: readonly Setting<string>[];
  /** What is wrong with what its settings name, as far as that can be seen without asking anybody; any of them may not be set. */
  readonly problems?: (find: Find, occasion: Occasion) => readonly SettingProblem[];
  /** The secrets as they are now: files may change in a long run. */
  readonly secrets?: (read: Read, find: Find) => string[];
  readonly attended?: true;
  make(identity: Identity, read: Read, circumstances: Circumstances, find: Find): TokenCredential;
}

const { token, tenant, client, clientSecret, certificatePath, certificatePassword, federatedTokenFile } = settings;
const { actionsUrl, actionsToken, serviceConnection, systemToken, oidcUri } = settings;

/** Every way to get a token. Each makes exactly one credential of `@azure/identity`; none tries others. */
export const credentialKinds: Readonly<Record<CredentialName, CredentialKind>> = {
  'client-secret': {
    needs: [tenant, client, clientSecret],
    secrets: (read) => [read(clientSecret)],
    make: ({ ClientSecretCredential }, read, { options }) =>
      new ClientSecretCredential(read(tenant), read(client), read(clientSecret), options),
  },
  'client-certificate': {
    needs: [tenant, client, certificatePath],
    takes: [certificatePassword],
    problems: (find, { now }) => certificateProblems(find(certificatePath), find(certificatePassword), now),
    secrets: (read, find) => [
      ...keyForms(bytesOf(certificatePath, read), find(certificatePassword)),
      find(certificatePassword) ?? '',
    ],
    make: ({ ClientCertificateCredential }, read, { options }, find) => {
      const password = find(certificatePassword);
      const certificate = {
        certificatePath: read(certificatePath),
        ...(password === undefined ? {} : { certificatePassword: password }),
      };
      return new ClientCertificateCredential(read(tenant), read(client), certificate, options);
    },
  },
  'workload-identity': {
    needs: [tenant, client, federatedTokenFile],
    problems: (find, { now }) => assertionProblems(find(federatedTokenFile), now),
    secrets: (read) => [bytesOf(federatedTokenFile, read).toString('utf8').trim()],
    make: ({ WorkloadIdentityCredential }, read, { options }) =>
      new WorkloadIdentityCredential({
        ...options,
        tenantId: read(tenant),
        clientId: read(client),
        tokenFilePath: read(federatedTokenFile),
      }),
  },
  'github-actions': {
    needs: [tenant, client, actionsUrl, actionsToken],
    secrets: (read) => [read(actionsToken)],
    make: ({ ClientAssertionCredential }, read, { options, cloud, assert }) =>
      new ClientAssertionCredential(
        read(tenant),
        read(client),
        () => assert(read(actionsUrl), read(actionsToken), cloud.assertionAudience),
        options,
      ),
  },
  'azure-pipelines': {
    needs: [tenant, client, serviceConnection, systemToken, oidcUri],
    secrets: (read) => [read(systemToken)],
    make: ({ AzurePipelinesCredential }, read, { options }) =>
      new AzurePipelinesCredential(read(tenant), read(client), read(serviceConnection), read(systemToken), options),
  },
  'managed-identity': {
    needs: [tenant],
    takes: [client],
    make: ({ ManagedIdentityCredential }, _read, { options, local }, find) => {
      const clientId = find(client);
      const own = { ...options, httpClient: local };
      return new ManagedIdentityCredential(clientId === undefined ? own : { ...own, clientId });
    },
  },
  'azure-cli': {
    needs: [tenant],
    make: ({ AzureCliCredential }, read) => new AzureCliCredential({ tenantId: read(tenant) }),
  },
  'azure-powershell': {
    needs: [tenant],
    make: ({ AzurePowerShellCredential }, read) => new AzurePowerShellCredential({ tenantId: read(tenant) }),
  },
  'device-code': {
    needs: [tenant, client],
    attended: true,
    make: ({ DeviceCodeCredential }, read, { options, prompt }) =>
      new DeviceCodeCredential({
        ...options,
        tenantId: read(tenant),
        clientId: read(client),
        userPromptCallback: ({ message }) => prompt(message),
      }),
  },
  'interactive-browser': {
    needs: [tenant, client],
    attended: true,
    make: ({ InteractiveBrowserCredential }, read, { options }) =>
      new InteractiveBrowserCredential({ ...options, tenantId: read(tenant), clientId: read(client) }),
  },
  token: {
    needs: [token],
    takes: [tenant],
    secrets: (read) => [read(token), claimsOf(read(token))?.tenant ?? ''],
    problems: (find, { cloud, now }) => setTokenProblems(find(token), cloud, find(tenant), now),
    make: (_identity, read, { clock }) => setToken(read(token), clock),
  },
};

/** Whether a person has to sign in to a target, and so each process that asks for tokens takes their time. */
export function signsIn({ live }: Target): boolean {
  return live?.credential !== undefined && credentialKinds[live.credential].attended === true;
}

/** No certificate with its key, and no assertion, is larger. */
const mostBytes = 1024 * 1024;

function bytesOf(setting: Setting<string>, read: Read): Buffer {
  const file = read(setting);
  try {
    return readBytes(file, { mostBytes });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new SettingError(`${setting.name} is "${file}", which ${error.message}`);
  }
}
