/** A part of a regular expression that is looked for without going back. */
export type RegExpNode =
  | { readonly kind: 'character'; readonly isTaken: (character: string) => boolean }
  | { readonly kind: 'place'; readonly isHere: (before: string, after: string) => boolean }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly RegExpNode[] }
  | { readonly kind: 'repeat'; readonly part: RegExpNode; readonly least: number; readonly most: number };

const isWord = (character: string): boolean => /^[0-9A-Za-z_]$/.test(character);

/** What an expression may say of a place; every character is tested on its own, and none is `''` but at the ends. */
const places: Readonly<Record<string, (before: string, after: string) => boolean>> = {
  '^': (before) => before === '',
  $: (_before, after) => after === '',
  '\\b': (before, after) => isWord(before) !== isWord(after),
  '\\B': (before, after) => isWord(before) === isWord(after),
};

/** The ways to write one character or class, of an expression that is valid with the flag `u`. */
const characterForm =
  /\[(?:\\.|[^\\\]])*\]|\\u\{[^}]*\}|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[A-Za-z]|\\[pP]\{[^}]*\}|\\.|./suy;
const quantifierForm = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;
const groupForm = /\((?:\?:|\?<(?![=!])[^>]*>)?/y;
const unread = /\((?:\?[=!]|\?<[=!]|\?[^:<])|\\[1-9k]/y;
const deepest = 50;

/** Reads a regular expression, as it is meant with the flag `u`; throws `SyntaxError` for lookaround, back references, and what is none. */
export function parseRegExp(source: string): RegExpNode {
  new RegExp(source, 'u');
  let at = 0;

  const match = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const found = form.exec(source);
    if (found) at = form.lastIndex;
    return found;
  };

  function readChoice(depth: number): RegExpNode {
    if (depth > deepest) throw new SyntaxError(`it has groups within more than ${deepest} groups`);
    const parts = [readSequence(depth)];
    while (source[at] === '|') {
      at += 1;
      parts.push(readSequence(depth));
    }
    return { kind: 'choice', parts };
  }

  function readSequence(depth: number): RegExpNode {
    const parts: RegExpNode[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(readRepeated(depth));
    return { kind: 'sequence', parts };
  }

  function readRepeated(depth: number): RegExpNode {
    const part = readPart(depth);
    const found = match(quantifierForm);
    if (!found) return part;
    const [, sign, least = '', comma, most = ''] = found;
    if (sign !== undefined)
      return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
    const unbounded = most === '' ? Number.POSITIVE_INFINITY : Number(most);
    return { kind: 'repeat', part, least: Number(least), most: comma === undefined ? Number(least) : unbounded };
  }

  function readPart(depth: number): RegExpNode {
    const stranger = match(unread);
    if (stranger) throw new SyntaxError(`it has ${stranger[0]}, which cannot be searched for in bounded time`);
    if (match(groupForm)) {
      const group = readChoice(depth + 1);
      at += 1;
      return group;
    }
    const form = match(characterForm)?.[0] ?? '';
    const isHere = Object.hasOwn(places, form) ? places[form] : undefined;
    if (isHere) return { kind: 'place', isHere };
    const single = new RegExp(`^(?:${form})$`, 'u');
    return { kind: 'character', isTaken: (character) => single.test(character) };
  }

  return readChoice(0);
}
