import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { FileError } from '../../files/fileError.ts';
import { refusal, writeFile } from '../../files/writeFile.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { certificateFiles, runFiles } from '../certificate/certificateFiles.ts';
import { ctrfReport } from '../ci/ctrf.ts';
import { junitXml } from '../ci/junit.ts';
import type { Results } from '../record/results.ts';
import type { MissingReport } from './told.ts';

/** The text of `results.json`. */
export function resultsText(results: Results): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}

/** What other programs read of a run, each by the name of its file with what makes its text: JUnit XML and CTRF. */
export function reportTexts(results: Results): readonly (readonly [name: string, text: () => string])[] {
  return [
    [runFiles.junit, () => junitXml(results)],
    [runFiles.ctrf, () => `${JSON.stringify(ctrfReport(results), null, 2)}\n`],
  ];
}

/** The reports of a run that are asked for, each by its name with what makes its text; one that fails keeps no other from being written. */
function reportsOf(results: Results, certificate?: () => Certificate): readonly (readonly [string, () => string])[] {
  let made: ReadonlyMap<string, string> | undefined;
  const certified = (name: string): string => {
    made ??= new Map(certificate ? certificateFiles(certificate()) : []);
    return made.get(name) ?? '';
  };
  const names = certificate ? [runFiles.certificate, runFiles.markdown, runFiles.badge] : [];
  return [
    [runFiles.results, () => resultsText(results)],
    ...names.map((name) => [name, () => certified(name)] as const),
    ...reportTexts(results),
  ];
}

/** Writes the reports of a run, without a certificate if nothing of it was sent; gives those that are missing. */
export function writeReports(folder: string, results: Results, certificate?: () => Certificate): MissingReport[] {
  return reportsOf(results, certificate).flatMap(([name, text]) =>
    missingUnless(`reports/${name}`, () => writeFile(join(folder, name), text())),
  );
}

/** Does what makes a report; what goes wrong makes it a missing one. */
export function missingUnless(report: string, act: () => void): MissingReport[] {
  try {
    act();
    return [];
  } catch (error) {
    return [{ report, problem: problemOf(error) }];
  }
}

function problemOf(error: unknown): string {
  if (error instanceof FileError) return error.message;
  return `could not be made: ${error instanceof Error ? error.message : String(error)}`;
}

/** Appends to the summary of the job that runs the suite, if there is one; gives it if that fails. */
export function tellJob(environment: Readonly<Record<string, string | undefined>>, text?: string): MissingReport[] {
  const file = environment['GITHUB_STEP_SUMMARY'];
  return file && text !== undefined ? missingUnless(file, () => appendTo(file, text)) : [];
}

/** Appends to a file that somebody else keeps, such as the summary of a job. A pipe that nobody reads is not waited for. Throws `FileError`. */
export function appendTo(file: string, text: string): void {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK = 0 } = constants;
  try {
    const opened = openSync(file, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK);
    try {
      for (let bytes = Buffer.from(text); bytes.length > 0; ) bytes = bytes.subarray(writeSync(opened, bytes));
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    throw refusal(error);
  }
}
