import type { CredentialName } from '../settings/credentialNames.ts';
import { type Environment, type Setting, type SettingProblem, written } from '../settings/setting.ts';
import { SettingProblems } from '../settings/settingProblems.ts';
import { settings } from '../settings/settings.ts';
import type { Live } from '../settings/target.ts';
import { credentialKinds, type Find } from './kinds.ts';
import { readBy, strayProblems } from './strays.ts';

/** What is wrong with the credential of a live target, or missing, as far as that can be seen without asking anybody. `now` is in milliseconds. */
export function credentialProblems(live: Live, environment: Environment, now: number): readonly SettingProblem[] {
  const { credential, cloud } = live;
  const problems = new SettingProblems();
  const find: Find = (setting) => problems.attempt(() => written(setting, environment));
  if (credential === undefined) {
    if (!environment[settings.tenant.name]) problems.add([tenantIsMissing]);
  } else {
    const kind = credentialKinds[credential];
    problems.add(missingOf(credential, environment));
    problems.add(strayProblems(credential, environment));
    for (const setting of readBy(credential)) find(setting);
    problems.attempt(() => problems.add(kind.problems?.(find, { cloud, now }) ?? []));
  }
  problems.add(dedicationProblems(live, find(settings.tenant)));
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

/** What is wrong or missing where everything may be written in some tenants. The tenant of the token is looked at once there is one. */
function dedicationProblems({ dedicatedTenants }: Live, tenant: string | undefined): readonly SettingProblem[] {
  const { name } = settings.dedicatedTenants;
  if (dedicatedTenants === undefined) return [];
  if (dedicatedTenants.length === 0)
    return [
      {
        kind: 'missing',
        settings: [name],
        sentence: `${name} is not set, and GRAPH_WRITES=dedicated writes only in the tenants that it names; set it to the id of a tenant in which everything may be changed`,
      },
    ];
  if (tenant === undefined || dedicatedTenants.some((one) => one.toLowerCase() === tenant.toLowerCase())) return [];
  return [
    {
      kind: 'wrong',
      settings: [settings.tenant.name, name],
      sentence: `AZURE_TENANT_ID is not one of ${name}; add it only if everything in the tenant may be changed, or set GRAPH_WRITES to none or own`,
    },
  ];
}
