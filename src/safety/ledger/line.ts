/**
 * What a run writes down about the entities it makes, one JSON object per line, before and after each create: `begin` says
 * whose the ledger is, `intent` where something is about to be made, `made` at which path it now is, `nothing` that the
 * intent came to nothing, `removed` that a removal succeeded, `gone` that a look has found nothing there any more. Paths are
 * below the base URL.
 */
export type Line =
  | { readonly is: 'begin'; readonly run: string; readonly target: string; readonly host: string; readonly pid: number }
  | { readonly is: 'intent'; readonly key: string; readonly collection: string }
  | { readonly is: 'made'; readonly key: string; readonly path: string }
  | { readonly is: 'nothing'; readonly key: string }
  | { readonly is: 'removed' | 'gone'; readonly path: string };

/**
 * What a ledger says may still be there: paths of entities in the order of their making, those of them that were removed and
 * not seen to be gone (`unseen`), and collections in which a create was begun. What is removed may have been made along another path, and takes what was made below it along.
 */
export interface Balance {
  readonly begin: Extract<Line, { is: 'begin' }>;
  readonly made: readonly string[];
  readonly unseen: readonly string[];
  readonly begun: readonly string[];
}

/** What every ledger begins with, as it is written. */
const beginning = '{"is":"begin"';

/** Reads a ledger; its last line may be cut off. Undefined where not even its beginning was written. Throws for any other line that is none. */
export function balanceOf(text: string): Balance | undefined {
  if (!text.startsWith(beginning.slice(0, text.length))) throw new Error('line 1 is no beginning of a ledger');
  const lines = text.split('\n');
  const whole = lines.slice(0, -1).map((line, index) => readLine(line, index + 1));
  const [begin] = whole;
  if (begin?.is !== 'begin') return undefined;
  let made: string[] = [];
  let unseen: string[] = [];
  const begun = new Map<string, string>();
  for (const line of whole) {
    if (line.is === 'intent') begun.set(line.key, line.collection);
    if (line.is === 'made' || line.is === 'nothing') begun.delete(line.key);
    if (line.is === 'made') made.push(line.path);
    if (line.is !== 'removed' && line.is !== 'gone') continue;
    const removed = line.path.slice(line.path.lastIndexOf('/') + 1);
    const isRemoved = (path: string): boolean => path.split('/').includes(removed);
    if (line.is === 'removed') unseen.push(...made.filter(isRemoved));
    else unseen = unseen.filter((path) => !isRemoved(path));
    made = made.filter((path) => !isRemoved(path));
  }
  return { begin, made, unseen, begun: [...new Set(begun.values())] };
}

function readLine(text: string, number: number): Line {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line === 'object' && line !== null && 'is' in line) return line as Line;
  } catch {
    // told below
  }
  throw new Error(`line ${number} is no entry of a ledger`);
}
