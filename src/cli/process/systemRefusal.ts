import { refusal } from '../../files/writeFile.ts';

/** What is done with files when the system refuses it for reasons that lie with the user. */
const calls: ReadonlySet<string> = new Set([
  ...['open', 'mkdir', 'mkdtemp', 'rename', 'unlink', 'rmdir', 'rm', 'copyfile', 'symlink', 'chmod', 'fchmod'],
  ...['scandir', 'opendir', 'write', 'ftruncate', 'utime'],
]);
const codes: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'EDQUOT']);

/** The sentence about a place that the system lets nobody of this user write to; undefined for any other error. */
export function systemRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', syscall = '', path } = error as NodeJS.ErrnoException;
  if (path === undefined || !calls.has(syscall) || !codes.has(code)) return undefined;
  const refused = refusal(error);
  return refused instanceof Error ? `${path} ${refused.message}; make it a place that you may write to` : undefined;
}
