import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { targetLabel } from '../report/allure/allure.ts';
import { UsageError } from './option/usageError.ts';

/** What is to be known of Allure results before they are rendered: their ids, and the targets that they are of by name. */
export interface AllureResults {
  readonly ids: readonly string[];
  readonly targets: readonly string[];
}

interface Written {
  readonly uuid?: string;
  readonly labels?: readonly { readonly name: string; readonly value: string }[];
}

/** Reads the results in some folders. Throws `UsageError` for a folder without results, and for a file of them that is cut. */
export function readAllureResults(folders: readonly string[]): AllureResults {
  const written = folders.flatMap(resultsIn);
  const targets = written.flatMap(({ labels = [] }) =>
    labels.flatMap(({ name, value }) => (name === targetLabel ? [value] : [])),
  );
  return { ids: written.flatMap(({ uuid }) => uuid ?? []), targets: [...new Set(targets)].sort() };
}

function resultsIn(folder: string): Written[] {
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  const names = isFolder ? readdirSync(folder).filter((name) => name.endsWith('-result.json')) : [];
  if (names.length === 0)
    throw new UsageError(
      `no results in ${folder}; expected Allure's …-result.json: run npm run conformance first, or name a folder such as reports/allure-results`,
    );
  return names.map((name) => read(join(folder, name)));
}

function read(file: string): Written {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Written;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${file} is no JSON; it is cut, copy it again or leave it out`);
  }
}

const description = 'environment.properties';
const ofOneRun = ['verdict', 'claims'];

/**
 * Writes into a folder what, read after those of several runs, has Allure say what they have in common instead of what is said of
 * the last one. Verdict and claims are not among it: each run has its own.
 */
export function describeTogether(folders: readonly string[], into: string): void {
  const texts = folders.map((folder) => join(folder, description)).filter((file) => existsSync(file));
  const [first = [], ...others] = texts.map((file) => readFileSync(file, 'utf8').split('\n'));
  const isOfOne = (line: string): boolean => ofOneRun.some((name) => line.startsWith(`${name}=`));
  const common = first.filter((line) => !isOfOne(line) && others.every((lines) => lines.includes(line)));
  writeFileSync(join(into, description), ['# of several runs', ...common, ''].join('\n'));
}
