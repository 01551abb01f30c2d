import { FileError } from './fileError.ts';

/** What the system says of a file that cannot be read, in words. */
const problems: Readonly<Record<string, string>> = {
  ENOENT: 'is missing',
  ENOTDIR: 'is not a folder',
  EISDIR: 'is a folder, not a file',
  ELOOP: 'is a link that leads nowhere',
  ENAMETOOLONG: 'has a name that is too long',
};

/** What is done with a file; what the system says against it is a `FileError`. */
export function orRefuse<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new FileError(problems[String(error.code)] ?? `cannot be read (${String(error.code)})`);
  }
}
