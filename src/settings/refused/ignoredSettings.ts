import { changed, type Environment, given, kinds, type Setting, SettingError } from '../setting.ts';
import { SettingProblems } from '../settingProblems.ts';
import { settings } from '../settings.ts';
import { meantBy } from './meant.ts';

const prefix = 'GRAPH_';
/** The settings that no other program knows, so that whoever sets one means the suite. */
const own: readonly Setting<unknown>[] = Object.values(settings).filter(({ name }) => name.startsWith(prefix));
/** Settings that other programs read in small letters, too. */
const inSmallLetters: ReadonlySet<string> = new Set(
  [settings.httpsProxy, settings.httpProxy, settings.noProxy].map(({ name }) => name.toLowerCase()),
);

/**
 * Throws `SettingError` for what is set and would not be read although it is meant for the suite: a name that is almost one
 * of its own, a value of no setting's form, whatever the target is, and a setting of another target where none is named.
 */
export function refuseUnread(environment: Environment): void {
  const problems = new SettingProblems();
  for (const name of strangersIn(environment)) {
    const meant = meantBy(name);
    if (meant.length > 0)
      problems.add([
        {
          kind: 'wrong',
          settings: [name],
          sentence: `${name} is no setting; did you mean ${meant.join(' or ')}? unset it where it is meant for another program`,
        },
      ]);
  }
  for (const setting of own) problems.attempt(() => given(setting, environment));
  if (problems.found.length > 0) throw new SettingError(problems.found);
  if (environment[settings.target.name]) return;
  const [stray] = unreadIn(environment);
  if (stray) {
    const sentence = `${stray.name} is set, which is for GRAPH_TARGET=${stray.for?.join(' or ')}, and GRAPH_TARGET is not set; set GRAPH_TARGET=${stray.for?.[0]}, or GRAPH_TARGET=embedded to leave it unread`;
    throw new SettingError([{ kind: 'wrong', settings: [stray.name, settings.target.name], sentence }]);
  }
}

/** A sentence for each reason why something that is set is not read, though it may have been meant to be. */
export function unreadNotes(environment: Environment): string[] {
  const strangers = strangersIn(environment);
  const strays = unreadIn(environment).map(({ name }) => name);
  return [
    ...(strangers.length > 0 ? [`${strangers.join(', ')}: no setting of the suite, and not read`] : []),
    ...(strays.length > 0
      ? [`${strays.join(', ')}: not read, for GRAPH_TARGET is ${environment[settings.target.name]}`]
      : []),
  ];
}

/** The settings that are set for other targets than that of an environment. */
function unreadIn(environment: Environment): readonly Setting<unknown>[] {
  const kind = given(settings.target, environment) ?? kinds[0];
  return own.filter(
    (setting) =>
      setting.for !== undefined && !setting.for.includes(kind) && changed(setting, environment) !== undefined,
  );
}

/**
 * The variables that are set and are not read, but have our prefix or almost the name of one that is. On Windows small letters
 * are the same, and proxies are read in small letters everywhere.
 */
function strangersIn(environment: Environment): string[] {
  return Object.keys(environment).filter((name) => {
    const value = environment[name];
    const upper = name.toUpperCase();
    if (!value || inSmallLetters.has(name)) return false;
    const meant = meantBy(name);
    if (meant.includes(upper) && environment[upper] === value) return false;
    return upper.startsWith(prefix) || meant.length > 0;
  });
}
