import { loadContracts } from '../../contracts/load.ts';

/** Shorter secrets are part of too many innocent texts. */
const shortest = 8;

/** Words of the suite's own sentences, which no report can do without. */
const ownWords = [
  'administrator',
  'application',
  'authority',
  'certificate',
  'client-secret',
  'conformance',
  'conformant',
  'credential',
  'inconclusive',
  'localhost',
  'password',
  'permission',
  'redacted',
  'workload-identity',
];

let pages: string | undefined;

/**
 * Whether a secret can be told from other text, so that it is replaced and looked for wherever it stands: it has at least
 * eight characters, and is no word of the documentation or of the suite. Any other is known only by what stands beside it.
 */
export function isTelling(secret: string): boolean {
  if (secret.length < shortest) return false;
  const [, word] = /^([a-z]+(?:[-_. ][a-z]+)*)[-_. ]?$/.exec(secret.toLowerCase()) ?? [];
  if (word === undefined) return true;
  pages ??= JSON.stringify(loadContracts()).toLowerCase();
  return !ownWords.some((own) => own.includes(word)) && !pages.includes(word);
}
