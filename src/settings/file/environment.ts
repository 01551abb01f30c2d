import { lstatSync } from 'node:fs';
import { FileError } from '../../files/fileError.ts';
import { readText } from '../../files/readText.ts';
import { SettingError } from '../setting.ts';
import { fileVariable, settings } from '../settings.ts';
import { readSettingLines, type SettingLine } from './settingLines.ts';

const usualFile = '.env';

/** People write these files; none is near this size. */
const mostBytes = 1024 * 1024;
const mostProblems = 10;

/** The names of the variables that the suite reads. */
const names: ReadonlySet<string> = new Set(Object.values(settings).map(({ name }) => name));
const isSetting = (name: string): boolean => names.has(name);

/**
 * Reads settings into the environment of this process from the file that `ENV_FILE` names, or from `.env` if there is one.
 * What is set in the environment already stays. Throws `SettingError` for a file or a line that cannot be read as it was
 * meant, for its settings would be missing. Gives a sentence for each value that a comment follows: # might belong to the value.
 */
export function loadEnvironment(): readonly string[] {
  const named = process.env[fileVariable] || undefined;
  const set = settingsIn(named ?? usualFile, named !== undefined);
  for (const [name, value] of new Map(set.map((line) => [line.name, line.value])))
    if (!process.env[name]) process.env[name] = value;
  return set
    .filter(({ name, isCommented }) => isCommented && isSetting(name))
    .map(
      ({ name, line }) =>
        `${named ?? usualFile}, line ${line}: ${name} is read up to #, where a comment begins; if # belongs to the value, write ${name}="…"`,
    );
}

function settingsIn(file: string, isNamed: boolean): readonly SettingLine[] {
  const text = textOf(file, isNamed);
  if (text === undefined) return [];
  const { set, wrong } = readSettingLines(text, isSetting);
  const problems = [...wrong, ...doubled(set), ...misplaced(set)].sort((one, other) => one.line - other.line);
  if (problems.length > 0)
    throw new SettingError(
      problems.slice(0, mostProblems).map(({ line, problem }) => `${file}, line ${line}: ${problem}`),
    );
  if (isNamed && !set.some(({ value }) => value !== ''))
    throw new SettingError(
      `${fileVariable} is "${file}", which sets nothing; take the # from the settings that you want, or leave ${fileVariable} out`,
    );
  return set;
}

function textOf(file: string, isNamed: boolean): string | undefined {
  try {
    return readText(file, { mostBytes });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (isNamed)
      throw new SettingError(
        `${fileVariable} is "${file}", which ${error.message}; name a file of settings, or leave ${fileVariable} out`,
      );
    if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
    throw new SettingError(`${file} ${error.message}; make it a file of settings that you may read, or remove it`);
  }
}

/** Settings that are set more than once: only one of the values would be read. */
function doubled(set: readonly SettingLine[]): { line: number; problem: string }[] {
  return set.flatMap(({ name, value, line }) => {
    const before = set.find((other) => other.name === name && other.line < line && other.value !== value);
    return before && isSetting(name)
      ? { line, problem: `${name} is set to another value than in line ${before.line}; leave one of them` }
      : [];
  });
}

function misplaced(set: readonly SettingLine[]): { line: number; problem: string }[] {
  return set.flatMap(({ name, line }) =>
    name === fileVariable
      ? { line, problem: `${fileVariable} names this file and is read from the environment only; remove it` }
      : [],
  );
}
