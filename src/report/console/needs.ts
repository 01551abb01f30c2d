import { sanitise } from '../../value/sanitise.ts';

/** Something that a run cannot do without: not there yet, or wrong. */
interface Need {
  readonly kind: 'missing' | 'wrong';
  readonly sentence: string;
}

/** What a real run needs besides what is set, in words: what is missing and what is wrong, in one list. */
export function describeNeeds(needs: readonly Need[]): string {
  if (needs.length === 0) return 'a real run has every setting that it needs; whether they work was not tried\n';
  const lines = needs.map(({ kind, sentence }) => `  ${kind}: ${sanitise(sentence)}`);
  const wrong = needs.filter(({ kind }) => kind === 'wrong').length;
  const end =
    wrong === 0
      ? 'nothing that is set is wrong; set what is missing, and run without --dry-run'
      : `${wrong} of these ${wrong === 1 ? 'is' : 'are'} wrong; a real run ends with 64, and sends nothing`;
  return [`a real run needs:`, ...lines, end, ''].join('\n');
}
