/** The names of what a worker attaches to a test: the documented request with its answer, the report of the case, and what that follows from. */
export const attachments = { exchange: 'request and answer', report: 'verdicts', evidence: 'evidence' } as const;

/** What only the suite's own reporter reads. */
export const ownAttachments: ReadonlySet<string> = new Set([attachments.report, attachments.evidence]);

const variable = 'GPCONF_REPORTER';

/** Says to the workers of this run that the suite's own reporter is present and judges for them. */
export function announceReporter(): void {
  process.env[variable] = 'present';
}

/** Whether the suite's own reporter judges this run. */
export function reporterIsPresent(): boolean {
  return process.env[variable] === 'present';
}
