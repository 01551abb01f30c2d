import { opendirSync } from 'node:fs';
import { FileError } from './fileError.ts';
import { orRefuse } from './systemError.ts';

/**
 * The names in a folder, sorted. Throws `FileError` for what is not a folder, and for one with more names than are due: they
 * are counted as they are read.
 */
export function listFolder(folder: string, mostNames: number): string[] {
  return orRefuse(() => {
    const opened = opendirSync(folder);
    try {
      const names: string[] = [];
      for (let entry = opened.readSync(); entry; entry = opened.readSync()) {
        names.push(entry.name);
        if (names.length > mostNames) throw new FileError(`has more than the ${mostNames} files that are read of it`);
      }
      return names.sort();
    } finally {
      opened.closeSync();
    }
  });
}
