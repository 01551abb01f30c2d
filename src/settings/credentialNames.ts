/** The ways to get a token, by their names in GRAPH_CREDENTIAL. */
export const credentialNames = [
  'client-secret',
  'client-certificate',
  'workload-identity',
  'github-actions',
  'azure-pipelines',
  'managed-identity',
  'azure-cli',
  'azure-powershell',
  'device-code',
  'interactive-browser',
  'token',
] as const;

/** The name of a way to get a token. */
export type CredentialName = (typeof credentialNames)[number];

/** Whether a credential is a token that a person set, for a look that only reads: it may be anybody's, and is not renewed. */
export function onlyReads(credential: string | undefined): boolean {
  return credential === 'token';
}
