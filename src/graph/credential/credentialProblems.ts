import { type Environment, given, type Setting, type SettingProblem } from '../setting.ts';
import { SettingProblems } from '../settingProblems.ts';
import { settings } from '../settings.ts';
import type { Live } from '../target.ts';
import { credentialKinds, type Find } from './kinds.ts';
import type { CredentialName } from './names.ts';

/** What is wrong with the credential of a live target, or missing, as far as that can be seen without asking anybody. */
export function credentialProblems({ credential }: Live, environment: Environment): readonly SettingProblem[] {
  const problems = new SettingProblems();
  if (credential === undefined) {
    if (!environment[settings.tenant.name]) problems.add([tenantIsMissing]);
    return problems.found;
  }
  const { needs, secrets } = credentialKinds[credential];
  problems.add(missingOf(credential, environment));
  for (const setting of needs) problems.attempt(() => given(setting, environment));
  if (problems.found.length > 0) return problems.found;
  const find: Find = (setting) => given(setting, environment);
  problems.attempt(() => secrets?.((setting) => find(setting) ?? '', find));
  return problems.found;
}

const tenantIsMissing: SettingProblem = {
  kind: 'missing',
  settings: [settings.tenant.name],
  sentence: `${settings.tenant.name} is not set; set it to the ${settings.tenant.text}`,
};

/** The settings that a credential needs and that are not set: one problem, or none. */
export function missingOf(credential: CredentialName, environment: Environment): readonly SettingProblem[] {
  const lacking: readonly Setting<string>[] = credentialKinds[credential].needs.filter(
    ({ name }) => !environment[name],
  );
  if (lacking.length === 0) return [];
  const names = lacking.map(({ name }) => name);
  const verb = names.length === 1 ? 'is' : 'are';
  const sentence = `GRAPH_CREDENTIAL=${credential} needs ${names.join(', ')}, which ${verb} not set`;
  return [{ kind: 'missing', settings: names, sentence }];
}
