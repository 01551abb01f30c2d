import { type CredentialName, credentialNames } from '../settings/credentialNames.ts';
import { changed, type Environment, type Setting, type SettingProblem } from '../settings/setting.ts';
import { settings } from '../settings/settings.ts';
import { credentialKinds } from './kinds.ts';
import { claimsOf } from './token.ts';

/** What is done about a setting of another credential than the one that is named. */
type Manner = 'refuse' | 'tell' | 'ignore';

/**
 * What is done about each setting that not every credential reads. A proof that only a person can have set is refused, for
 * then nobody can see which one is used. What machines set of their own accord is no reason to stop.
 */
const manners: ReadonlyMap<Setting<string>, (value: string) => Manner> = new Map<
  Setting<string>,
  (value: string) => Manner
>([
  [settings.clientSecret, () => 'refuse'],
  [settings.certificatePath, () => 'refuse'],
  [settings.certificatePassword, () => 'refuse'],
  // A mock server's token may stand in the same file.
  [settings.token, (value) => (claimsOf(value)?.tenant === undefined ? 'tell' : 'refuse')],
  // Kubernetes sets these two for every pod with a workload identity.
  [settings.federatedTokenFile, () => 'tell'],
  [settings.client, () => 'tell'],
  // A variable of a pipeline is in the environment of all its steps.
  [settings.serviceConnection, () => 'tell'],
  // GitHub and Azure Pipelines set these for every job that may ask for an assertion.
  [settings.actionsUrl, () => 'ignore'],
  [settings.actionsToken, () => 'ignore'],
  [settings.systemToken, () => 'ignore'],
  [settings.oidcUri, () => 'ignore'],
]);

/** The settings of a credential: those that it needs, and those that it reads if they are set. */
export function readBy(credential: CredentialName): readonly Setting<string>[] {
  const { needs, takes = [] } = credentialKinds[credential];
  return [...needs, ...takes];
}

/** One problem for each proof that is set for another credential than the one that is named. */
export function strayProblems(credential: CredentialName, environment: Environment): readonly SettingProblem[] {
  return straysIn(credential, environment, 'refuse').map((setting) => {
    const owners = ownersOf(setting).map((name) => `GRAPH_CREDENTIAL=${name}`);
    return {
      kind: 'wrong',
      settings: [setting.name, settings.credential.name],
      sentence: `${setting.name} is for ${owners.join(' or ')}, and GRAPH_CREDENTIAL is ${credential}; unset ${setting.name}, or set ${owners[0]}`,
    };
  });
}

/** A sentence that names the settings of other credentials that are not read, if there are some. */
export function strayNotes(credential: CredentialName, environment: Environment): readonly string[] {
  const names = straysIn(credential, environment, 'tell').map(({ name }) => name);
  return names.length === 0 ? [] : [`${names.join(', ')}: not read, for GRAPH_CREDENTIAL is ${credential}`];
}

function straysIn(credential: CredentialName, environment: Environment, manner: Manner): Setting<string>[] {
  const read = readBy(credential);
  return [...manners].flatMap(([setting, mannerOf]) => {
    const value = changed(setting, environment);
    return value === undefined || read.includes(setting) || mannerOf(value) !== manner ? [] : [setting];
  });
}

function ownersOf(setting: Setting<string>): CredentialName[] {
  return credentialNames.filter((name) => readBy(name).includes(setting));
}
