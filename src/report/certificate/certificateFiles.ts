import { badge } from './badge.ts';
import type { Certificate } from './certificate.ts';
import { certificateMarkdown } from './certificateText.ts';

/** The names of the files of a run that stand beside each other, and the folder of its evidence. */
export const runFiles = {
  results: 'results.json',
  certificate: 'conformance.json',
  markdown: 'conformance.md',
  badge: 'conformance.svg',
  junit: 'junit.xml',
  ctrf: 'ctrf.json',
  evidence: 'evidence',
} as const;

/** The files of a certificate, each by its name with its text. */
export function certificateFiles(certificate: Certificate): readonly (readonly [name: string, text: string])[] {
  return [
    [runFiles.certificate, `${JSON.stringify(certificate, null, 2)}\n`],
    [runFiles.markdown, certificateMarkdown(certificate)],
    [runFiles.badge, badge(certificate)],
  ];
}

/** The file of a case's evidence below the folder of the run; case ids have no dots and no hyphens, so that no two cases share one. */
export function evidenceFile(id: string): string {
  return `${runFiles.evidence}/${id.replaceAll('/', '.').replaceAll('#', '-')}.json.gz`;
}
