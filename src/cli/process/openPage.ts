import { spawn } from 'node:child_process';
import { resolve as resolvePath } from 'node:path';
import { UsageError } from '../option/usageError.ts';

/** How each system opens a file with the program that a person has chosen for it; BROWSER names another. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Shows a page in a browser, and does not wait for it. Throws `UsageError` where there is none. */
export function openPage(page: string): Promise<void> {
  const [command = '', ...args] = process.env['BROWSER']
    ? [process.env['BROWSER']]
    : (openers[process.platform] ?? ['xdg-open']);
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, resolvePath(page)], { detached: true, stdio: 'ignore' });
    child.on('error', () =>
      reject(new UsageError(`${command} cannot be run; open ${page} yourself, or name a browser in BROWSER`)),
    );
    child.on('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
