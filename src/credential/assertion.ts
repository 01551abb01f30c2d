import { FileError } from '../files/fileError.ts';
import { readText } from '../files/readText.ts';
import type { SettingProblem } from '../settings/setting.ts';
import { settings } from '../settings/settings.ts';
import { claimsOf } from './token.ts';

const { name } = settings.federatedTokenFile;
const mostBytes = 64 * 1024;

/** What is wrong with the file of a federated assertion, as far as the file tells it. `now` is in milliseconds. */
export function assertionProblems(file: string | undefined, now: number): readonly SettingProblem[] {
  if (file === undefined) return [];
  const sentence = problemOf(file, now);
  return sentence === undefined ? [] : [{ kind: 'wrong', settings: [name], sentence }];
}

function problemOf(file: string, now: number): string | undefined {
  try {
    const assertion = readText(file, { mostBytes }).trim();
    if (assertion === '') return `${name} is "${file}", which is empty; let the assertion be written there`;
    const { expires } = claimsOf(assertion) ?? {};
    return expires !== undefined && expires * 1000 <= now
      ? `the assertion in ${name} has expired (exp); let it be renewed, or set the clock of this machine if it is ahead`
      : undefined;
  } catch (error) {
    if (error instanceof FileError) return `${name} is "${file}", which ${error.message}`;
    throw error;
  }
}
