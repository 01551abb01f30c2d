/** The text that shows nothing but itself. */
export const plainText = (tag: string): string => `plain ${tag}`;

/** Texts of these properties are documents, and made longer than most servers keep a text in one piece. */
const longestOf: Readonly<Record<string, number>> = { content: 70_000 };

/** How long the long text of any other property is. */
const long = 2000;

/**
 * Texts that a careless server changes, each unique by a tag where that leaves it what it is: white space and a control
 * character; letters beyond ASCII in both Unicode normal forms, and blanks that are none; signs that mean something to a
 * parser; a lone line end; nothing; much; and texts that look like values of other types.
 */
export function oddTexts(property: string): readonly ((tag: string) => string)[] {
  return [
    (tag) => `  blanks around,  between, \t tab, \r\n line end, \u0001 control ${tag}  `,
    (tag) => `Größe 日本語 ελληνικά 🧪 \u00c5 A\u030a no\u00a0break\u202fnarrow zero\u200bwidth line\u2028end ${tag}`,
    (tag) => `<b>&amp; "quoted" \\ 'single' & a+b %41 / # $1 \${x} {x} ${tag}`,
    () => '\n',
    () => '',
    (tag) => longText(tag, longestOf[property] ?? long),
    () => 'null',
    () => '007',
    () => 'true',
    () => '1e3',
  ];
}

/** A text of a length, in counted words: what is left of it tells where it was cut. */
function longText(tag: string, length: number): string {
  const words = Array.from({ length: Math.ceil(length / 5) }, (_none, index) => String(index).padStart(5));
  return `long ${tag}${words.join('')}`.slice(0, length);
}
