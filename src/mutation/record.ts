import type { Argued } from './argued.ts';
import type { Mutant, Trial } from './mutant.ts';
import type { Score } from './score.ts';

/** A mutant in one line. */
export function placeOf({ file, line, function: name, operator, original, mutated, code }: Mutant): string {
  const change = `${shorten(original)} → ${shorten(mutated)}`;
  return `${file}:${line} ${name}, ${operator}: ${change} in ${shorten(code)}`;
}

/** A trial as the report keeps it: the mutant, what it came to, and why it is no hole where that is argued. */
export function recordOf({ mutant, verdict }: Trial, argued: Argued | undefined): object {
  const isArgued = verdict.outcome === 'survived' && argued !== undefined;
  return { ...mutant, ...verdict, ...(isArgued ? { reason: argued.reason, because: argued.because } : {}) };
}

/** A score in one line. */
export function describeScore({ killed, timeout, survived, argued, uncovered, live, percent }: Score): string {
  const told = `${killed + timeout} of ${live} live mutants told (${timeout} by time), ${percent.toFixed(1)} %`;
  return `${told}; ${survived} survived, ${argued} argued away, ${uncovered} never reached`;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
