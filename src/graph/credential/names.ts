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
] as const;

/** The name of a way to get a token. */
export type CredentialName = (typeof credentialNames)[number];
