/** A variable as a file of settings sets it. */
export interface SettingLine {
  readonly name: string;
  readonly value: string;
  /** The number of the line, from 1. */
  readonly line: number;
  /** The value is written without quotes, and a comment follows. */
  readonly isCommented?: true;
}

/** A line that would not be read as it was meant. */
export interface WrongLine {
  readonly line: number;
  /** What is wrong, and what to do; no value is in it, for it may be a secret. */
  readonly problem: string;
}

/** What a file of settings says. */
export interface SettingLines {
  readonly set: readonly SettingLine[];
  readonly wrong: readonly WrongLine[];
}

const beginning = /[^\S\n]*(?:export[^\S\n]+)?([\w.-]+)[^\S\n]*=([^\S\n]*)/y;
const quoted = /(["'`])((?:\\\1|(?!\1).)*)\1[^\S\n]*(?:#[^\n]*)?(?:\n|$)/sy;
const ending = /[^\S\n]*(?:#[^\n]*)?(?:\n|$)/y;
const rest = /([^\n]*)(?:\n|$)/y;

/**
 * Reads lines of `NAME=value`, with blank lines and comments between them, as dotenv does; what dotenv leaves out without a
 * word, or cuts, is wrong here. `isSetting` says which names are known.
 */
export function readSettingLines(written: string, isSetting: (name: string) => boolean): SettingLines {
  const text = written.replaceAll(/\r\n?/g, '\n');
  const set: SettingLine[] = [];
  const wrong: WrongLine[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) return undefined;
    at = pattern.lastIndex;
    return found;
  };
  for (let line = 1; at < text.length; ) {
    const from = at;
    if (!take(ending)) {
      const [, name = '', blank] = take(beginning) ?? [];
      const found =
        name === ''
          ? { problem: otherForm(take(rest)?.[1] ?? '', isSetting) }
          : takeValue(name, take, blank !== '', isSetting);
      if (found.value === undefined) wrong.push({ line, problem: found.problem ?? '' });
      else set.push({ name, value: found.value, line, ...(found.isCommented ? { isCommented: true } : {}) });
    }
    line += text.slice(from, at).split('\n').length - 1;
  }
  return { set, wrong };
}

type Take = (pattern: RegExp) => RegExpExecArray | undefined;

/** Takes a value, and all that is left of its line. */
function takeValue(
  name: string,
  take: Take,
  isAfterBlank: boolean,
  isSetting: (name: string) => boolean,
): { readonly value?: string; readonly isCommented?: boolean; readonly problem?: string } {
  const [, quote, inner] = take(quoted) ?? [];
  if (inner === undefined) {
    const bare = take(rest)?.[1] ?? '';
    const problem = problemOf(name, bare, isAfterBlank, isSetting);
    if (problem !== undefined) return { problem };
    const value = bare.replace(/#.*/s, '').trim();
    return { value, isCommented: value !== '' && bare.includes('#') };
  }
  if (isSetting(name) && inner.includes('\n')) return { problem: unclosed(name) };
  return { value: quote === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner };
}

function unclosed(name: string): string {
  return `the value of ${name} begins with a quote, and its line does not end with it; put the whole value in quotes of one kind`;
}

/** What is wrong with a value without quotes. */
function problemOf(
  name: string,
  bare: string,
  isAfterBlank: boolean,
  isSetting: (name: string) => boolean,
): string | undefined {
  const sign = bare.indexOf('#');
  const isAfterValue = sign > 0 && bare.slice(0, sign).trim() !== '';
  const isBeginning = sign === 0 ? isAfterBlank : /\s/.test(bare[sign - 1] ?? '');
  const isComment = isBeginning && (!isAfterValue || /^#*(?:\s|$)/.test(bare.slice(sign)));
  if (sign >= 0 && !isComment)
    return `# cuts the value of ${name}; put the value in quotes (${name}="…"), or a blank before and after # if a comment begins there`;
  const value = sign < 0 ? bare : bare.slice(0, sign);
  if (/^["'`]/.test(value)) return unclosed(name);
  if (/^[“”„«‘’‚]/.test(value)) return `the quotes of ${name} are typographic; write " or '`;
  const [, next] = /[\s;&](?:export\s+)?(\w+)=/.exec(value) ?? [];
  return next !== undefined && isSetting(next)
    ? `${next} is set behind the value of ${name}; give it a line of its own`
    : undefined;
}

/** The name in a line that sets a variable in the way of a shell or another format. */
const otherForms = [
  /^\s*\$(?:env:)?([\w.-]+)\s*=/i,
  /^\s*(?:set|setx|setenv|env|export|declare|typeset|readonly|local|let|const|var)\s+(?:[-/]\w+\s+)*["']?([\w.-]+)/i,
  /^\s*\[(?:System\.)?Environment\]::SetEnvironmentVariable\(\s*["']([\w.-]+)/i,
  /^[\s{,-]*["']?([\w.-]+)["']?\s*(?::|=|\s|$)/,
];

function otherForm(line: string, isSetting: (name: string) => boolean): string {
  const names = otherForms.map((form) => form.exec(line)?.[1]?.toUpperCase() ?? '');
  const name = names.find(isSetting);
  return `not NAME=value and no comment, so it would not be read; write ${name === undefined ? 'NAME=value, or # before it' : `${name}=…`}`;
}
