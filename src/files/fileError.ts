/** A file that cannot be taken as it is; the message goes on from its name, and says what to do where that is known. */
export class FileError extends Error {
  /** What the reader of its form found, in words of its own; for whoever writes the file. */
  readonly detail: string | undefined;

  constructor(message: string, detail?: string) {
    super(message);
    this.detail = detail;
  }
}
