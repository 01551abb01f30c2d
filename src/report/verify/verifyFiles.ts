import { isDeepStrictEqual } from 'node:util';
import { sanitise } from '../../value/sanitise.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { certificateFiles, runFiles } from '../certificate/certificateFiles.ts';
import { reportTexts } from '../ending/reportFiles.ts';
import type { Results } from '../record/results.ts';
import { sha256 } from '../text/sha256.ts';
import type { RunFolder } from './verifyEvidence.ts';

/** A sentence for each file of a run that is not the one whose digest its certificate has. */
export function digestProblems(folder: RunFolder, { files }: Certificate): string[] {
  const sealed = [files.results, ...files.evidence].flatMap(({ file, sha256: digest }) =>
    file === undefined || digest === undefined ? [] : [[file, digest] as const],
  );
  const known = new Set(sealed.map(([file]) => file));
  const strangers = [...folder.keys()].filter((name) => name.startsWith(`${runFiles.evidence}/`) && !known.has(name));
  return [
    ...sealed.flatMap(([file, digest]) => {
      const bytes = folder.get(file);
      if (!bytes) return [`${sanitise(file, 200)} is missing; ${runFiles.certificate} names it`];
      const found = sha256(bytes);
      return found === digest
        ? []
        : [`${file} was altered: its SHA-256 is ${found}, in ${runFiles.certificate} ${digest}`];
    }),
    ...strangers.map((name) => `${sanitise(name, 200)} was added: ${runFiles.certificate} does not name it`),
  ];
}

/**
 * A sentence for each file of the certificate that is not what follows from results and evidence, and for each part of it; of
 * parts that are `told` already there is none.
 */
export function certificateProblems(
  folder: RunFolder,
  found: Certificate,
  right: Certificate,
  told: ReadonlySet<string>,
): string[] {
  const parts = Object.keys({ ...right, ...found }).filter(
    (name) => !isDeepStrictEqual(fieldOf(found, name), fieldOf(right, name)),
  );
  const files = certificateFiles(right).flatMap(([name, text]) => {
    const bytes = folder.get(name);
    if (!bytes) return [`${name} is missing`];
    if (bytes.toString('utf8') === text || (name === runFiles.certificate && parts.length > 0)) return [];
    return [`${name} was altered: it is not what results and evidence give`];
  });
  const others = parts.filter((name) => !told.has(name));
  return [
    ...others.map((name) => `${runFiles.certificate} says otherwise than results and evidence of: ${name}`),
    ...files,
  ];
}

/** A sentence for each report for other programs that is not what the results give; one that was not kept tells nothing. */
export function reportProblems(folder: RunFolder, results: Results): string[] {
  return reportTexts(results).flatMap(([name, text]) => {
    const bytes = folder.get(name);
    return bytes === undefined || bytes.toString('utf8') === text()
      ? []
      : [`${name} was altered: it is not what the results give`];
  });
}

function fieldOf(certificate: Certificate, name: string): unknown {
  return JSON.parse(JSON.stringify((certificate as unknown as Record<string, unknown>)[name] ?? null));
}
