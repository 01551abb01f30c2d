/** A setting that a run cannot do with, in one sentence that names the variable, what it is, and what it must be. */
export interface SettingProblem {
  /** Whether somebody has to set it yet, or has set it wrongly. */
  readonly kind: 'missing' | 'wrong';
  /** The variables that it is about; none where it is about what a file holds. */
  readonly settings: readonly string[];
  readonly sentence: string;
}

/** Settings that are wrong or missing. */
export class SettingError extends Error {
  readonly problems: readonly SettingProblem[];

  /** A sentence is a problem of its own, whatever values it quotes. */
  constructor(problems: string | readonly (string | SettingProblem)[]) {
    const found = [problems].flat().map((problem) => (typeof problem === 'string' ? wrong(problem) : problem));
    super(found.map(({ sentence }) => sentence).join('\n'));
    this.problems = found;
  }
}

function wrong(sentence: string): SettingProblem {
  return { kind: 'wrong', settings: [], sentence };
}

/** The error of a setting that is not set. */
export function missing({ name, text }: Pick<Setting<unknown>, 'name' | 'text'>): SettingError {
  const sentence = `${name} is not set; set it to the ${text}`;
  return new SettingError([{ kind: 'missing', settings: [name], sentence }]);
}

/** The kinds of target, by their names in GRAPH_TARGET. */
export const kinds = ['embedded', 'mock', 'live'] as const;

/** A kind of target. */
export type Kind = (typeof kinds)[number];

/** An environment variable of the suite, as `.env.example` shows it. */
export interface Setting<T> {
  readonly name: string;
  readonly text: string;
  /** The value when the variable is not set; undefined where there is none. */
  readonly fallback: string | undefined;
  /** The targets that it is for, where that is not every one. */
  readonly for?: readonly Kind[];
  /** No report may tell it. */
  readonly secret?: true;
  /** It is about how a run starts, and nothing that is judged, so that whoever runs a case again does without it. */
  readonly starts?: true;
  /** The value that a text stands for. Throws `SettingError`. */
  read(value: string): T;
}

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What gives the value that a text stands for; throws `SettingError`, which names the variable. */
export type Form<T> = (value: string, setting: { readonly name: string; readonly text: string }) => T;

/** A setting by its name, what it is for, and the form of its values. */
export function setting<T>(
  name: string,
  text: string,
  form: Form<T>,
  { fallback, ...more }: Partial<Omit<Setting<T>, 'name' | 'text' | 'read'>> = {},
): Setting<T> {
  return { name, text, fallback, ...more, read: (value) => named(name, () => form(value, { name, text })) };
}

/** What reading a setting gives; its name goes with whatever is wrong. */
function named<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new SettingError(error.problems.map((problem) => ({ ...problem, settings: [name] })));
  }
}

/** What a setting is for, and for which targets, as `.env.example` tells it. */
export function toldText({ text, for: targets }: Pick<Setting<unknown>, 'text' | 'for'>): string {
  return targets ? `${text}; for GRAPH_TARGET=${targets.join(' or ')}` : text;
}

/** The text that an environment gives a setting, where that is another than without it; empty counts as not set. */
export function changed({ name, fallback }: Setting<unknown>, environment: Environment): string | undefined {
  return environment[name] === fallback ? undefined : environment[name] || undefined;
}

/** The value that an environment itself gives a setting, without the one that it has otherwise; empty counts as not set. Throws `SettingError`. */
export function written<T>(setting: Setting<T>, environment: Environment): T | undefined {
  const value = environment[setting.name];
  return value ? setting.read(value) : undefined;
}

/** The value of a setting in an environment; empty counts as not set. Throws `SettingError`. */
export function given<T>(setting: Setting<T>, environment: Environment): T | undefined {
  const value = environment[setting.name] || setting.fallback;
  return value === undefined ? undefined : setting.read(value);
}

/** The value of a setting that has a fallback. Throws `SettingError`. */
export function settled<T>(setting: Setting<T>, environment: Environment): T {
  const value = given(setting, environment);
  if (value === undefined) throw missing(setting);
  return value;
}
