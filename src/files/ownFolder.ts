import { mkdirSync, readlinkSync } from 'node:fs';
import { FileError } from './fileError.ts';
import { refusal, statusOf } from './writeFile.ts';

/** Makes a folder unless it is there. Throws `FileError` for a link, which would lead what is written to a place of others. */
export function ownFolder(path: string): void {
  const found = statusOf(path);
  if (found?.isSymbolicLink())
    throw new FileError(`is a link to ${readlinkSync(path)}, and nothing is written through links; remove it`);
  if (found && !found.isDirectory()) throw new FileError('is not a folder; move it away');
  if (found) return;
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw refusal(error);
  }
}
