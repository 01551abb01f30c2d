import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../settings/setting.ts';
import { isEnded, type NpmLine, npmLineIn } from './line.ts';

const named = /-debug-\d+\.log(?: \(deleted\))?$/;

/**
 * The lines of every npm above this process, the nearest first. npm keeps its arguments from `/proc` and the environment,
 * and writes them to its log before it runs a script.
 */
export function npmLinesAbove(environment: Environment): NpmLine[] {
  if (!environment['npm_lifecycle_event'] && !environment['npm_command']) return [];
  const ofAncestors = [...ancestors()].flatMap(logsOpenIn).flatMap((log) => npmLineIn(log) ?? []);
  return ofAncestors.length > 0 ? ofAncestors : newestLine(environment);
}

/** The processes above this one; none if the system has no `/proc`. */
function* ancestors(): Generator<string> {
  let pid = String(process.ppid);
  while (Number(pid) > 0) {
    yield pid;
    const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '';
    pid = /\) \S (\d+) [^)]*$/.exec(stat)?.[1] ?? '0';
  }
}

/** The logs that a process has open, also those that another npm has deleted in the meantime. */
function logsOpenIn(pid: string): string[] {
  const folder = `/proc/${pid}/fd`;
  const open = attempt(() => readdirSync(folder)) ?? [];
  return open
    .map((descriptor) => join(folder, descriptor))
    .filter((file) => named.test(attempt(() => readlinkSync(file)) ?? ''))
    .flatMap((file) => attempt(() => beginningOf(file)) ?? []);
}

/** The line of the npm that began last among those that still run the script of this process, for systems without `/proc`. */
export function newestLine(environment: Environment): NpmLine[] {
  const cache = environment['npm_config_cache'];
  const folder = environment['npm_config_logs_dir'] || (cache && join(cache, '_logs'));
  if (!folder) return [];
  const names = (attempt(() => readdirSync(folder)) ?? []).filter((name) => named.test(name));
  for (const name of names.sort().reverse()) {
    const log = attempt(() => readFileSync(join(folder, name), 'utf8')) ?? '';
    const line = isEnded(log) ? undefined : npmLineIn(log);
    if (line?.words.includes(environment['npm_lifecycle_event'] ?? '')) return [line];
  }
  return [];
}

const most = 65_536;

function beginningOf(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(most);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, most, 0));
  } finally {
    closeSync(descriptor);
  }
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
