import type { ClaimRecord } from '../../judge/claimRecord.ts';

type Told = Pick<ClaimRecord, 'id' | 'expected' | 'received'>;

/** A known way to break a promise: claims of which kinds, by what was expected and received, and one sentence that says it. */
interface Cause {
  readonly kinds: readonly string[];
  readonly expected?: RegExp;
  readonly received: RegExp;
  /** What follows from what was received for certain, or begins with `likely`. */
  readonly text: string;
}

const compared = ['echo', 'values', 'path', 'part', 'effect', 'known', 'sibling', 'story'];
const success = /^status (?:200|201|202|204)\b/;

/** The causes that are known, the most telling first. */
const causes: readonly Cause[] = [
  {
    kinds: ['returned'],
    received: /^nothing$/,
    text: 'the property is left out; a property without a value is returned as null',
  },
  {
    kinds: ['type'],
    received: /: no offset/,
    text: 'likely the time zone is dropped when an instant is stored or written',
  },
  { kinds: ['type'], received: /: a date without a time/, text: 'likely an instant is stored or written as a day' },
  {
    kinds: ['type'],
    received: /: space instead of T/,
    text: 'likely an instant is written as a database shows it, not as ISO 8601',
  },
  {
    kinds: ['type'],
    expected: /Edm\.(?:Date|Time)/,
    received: /is (?:integer|number), not string/,
    text: 'an instant is written as a number; Graph writes it as a text in the form of ISO 8601',
  },
  {
    kinds: ['type', 'value'],
    received: /^".*" is string, not (?:integer|number|boolean)/,
    text: 'a number or a truth value is written as a text, in quotation marks',
  },
  {
    kinds: ['type', 'value'],
    received: / is none of /,
    text: 'the enum has no such member; upper and lower case count',
  },
  {
    kinds: ['type'],
    received: /: brackets around the Guid/,
    text: 'likely the Guid is written by a formatter with braces',
  },
  { kinds: ['type'], received: /^null\b/, text: 'null is received where the property may not be null' },
  { kinds: ['type'], received: /not array/, text: 'a collection is an array also where it has one member or none' },
  {
    kinds: ['body'],
    received: /^it is wrapped in value/,
    text: 'the answer wraps the entity as the example of the page does; OData wraps only collections and single values',
  },
  {
    kinds: ['body', 'media-type', 'error'],
    received: /text\/html|not JSON: .*<|starts? with <|^none$/,
    text: 'likely another program answered, such as a web server or a proxy before the target, or the body is missing',
  },
  {
    kinds: ['odata.type'],
    received: /^nothing/,
    text: 'the type annotation is left out; only it says which derived type an entity has',
  },
  { kinds: ['status'], received: /^status 404\b/, text: 'likely the path is not served, or the entity was not kept' },
  { kinds: ['status'], received: /^status (?:405|501)\b/, text: 'the method is not served at this path' },
  {
    kinds: ['status'],
    received: /^status 5\d\d\b/,
    text: 'the server itself failed at the request; its own log says why',
  },
  { kinds: ['status'], received: /^status 40[13]\b/, text: 'the token is not taken for this request' },
  {
    kinds: ['status'],
    received: /^status 400\b/,
    text: 'the server refuses a body or query that the page documents; its error says which part',
  },
  {
    kinds: ['status'],
    received: success,
    text: 'the request succeeds with another status than the page has',
  },
  { kinds: ['refused'], received: success, text: 'what has to be refused is taken; the request is not checked for it' },
  {
    kinds: ['gone'],
    received: /^status 200\b/,
    text: 'the entity is still there after DELETE; likely it is not removed, or from a cache',
  },
  { kinds: ['identity'], received: /more than once/, text: 'every create gives the same id' },
  {
    kinds: compared,
    received: /^nothing$/,
    text: 'likely what was sent is not kept',
  },
  { kinds: compared, received: /^null$/, text: 'likely what was sent is not kept, and null stands in its place' },
];

/** Causes that are seen only by comparing what was expected with what was received, both as JSON in one line. */
const comparisons: readonly {
  readonly differs: (expected: string, received: string) => boolean;
  readonly text: string;
}[] = [
  {
    differs: (due, came) => due.startsWith('"') && `"${inner(due).trim()}"` === came,
    text: 'blanks at the ends of a text are cut off',
  },
  {
    differs: (due, came) => due.normalize() === came.normalize(),
    text: 'the text is normalised; Unicode that looks the same is not the same',
  },
  {
    differs: (due, came) => due.toLowerCase() === came.toLowerCase(),
    text: 'letters change between upper and lower case',
  },
  {
    differs: (due, came) => /^-?\d{16,}$/.test(due) && Number(due) === Number(came),
    text: 'a whole number beyond 2^53 went through a double and lost digits',
  },
  {
    differs: (due, came) => came === `"${due}"`,
    text: 'a number or a truth value is written as a text, in quotation marks',
  },
  {
    differs: (due, came) => came === '""' && due.length > 2,
    text: 'an empty text stands in the place of what was sent',
  },
];

/** Why a claim is likely broken, in one sentence; undefined where nothing is known. */
export function likelyCause({ id, expected = '', received = '' }: Told): string | undefined {
  const [kind = ''] = id.split('/');
  const byComparison =
    compared.includes(kind) && expected !== received
      ? comparisons.find(({ differs }) => differs(expected, received))
      : undefined;
  const found =
    byComparison ??
    causes.find(
      (one) => one.kinds.includes(kind) && one.received.test(received) && (one.expected?.test(expected) ?? true),
    );
  return found?.text;
}

function inner(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
