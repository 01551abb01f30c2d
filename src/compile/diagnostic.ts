/** Why a page cannot be read for certain. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly found: string;
  readonly expected: string;
}

/** A diagnostic as one line: `file:line: what was found; what was expected`. */
export function describeDiagnostic({ file, line, found, expected }: Diagnostic): string {
  return `${file}:${line}: ${found}; expected ${expected}`;
}
