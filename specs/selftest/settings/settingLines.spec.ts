import { expect, test } from '@playwright/test';
import { parse } from 'dotenv';
import { readSettingLines } from '../../../src/settings/file/settingLines.ts';
import { settings } from '../../../src/settings/settings.ts';

const names = new Set<string>(Object.values(settings).map(({ name }) => name));
const read = (text: string): ReturnType<typeof readSettingLines> => readSettingLines(text, (name) => names.has(name));

/** Files that are read, and as dotenv reads them. */
const right: readonly string[] = [
  '',
  '# a comment\n\n  # another\n',
  'GRAPH_TARGET=mock',
  'GRAPH_TARGET=mock\r\nGRAPH_SEED=a\rGRAPH_LEVELS=shape\n',
  '  export GRAPH_TARGET = mock  \n\texport\tA=b',
  'A=\nB=\n\nC= # nothing\n',
  'A=b # comment\nB="c#d" # comment\nC=\'e # f\'#comment\nD=`"g\'`\n',
  String.raw`A="a\nb\rc"`,
  'A="C:\\folder\\"\nB=2',
  'A="say \\"so\\""\nB=\'it\\\'s\'',
  'KEY="-----BEGIN\nlines # of\nother programs\n"\nA=1',
  'a.b-c=1\nUrl=http://host/?a=b&c=d;e\nA=it\'s "so"',
  '\ufeffA=1\n\ufeffB=2',
  'A=a\u00a0\u3000b\u00a0',
  'A=1\nA=2',
];
for (const text of right)
  test(`is read as by dotenv: ${JSON.stringify(text)}`, () => {
    const { set, wrong } = read(text);
    expect(wrong).toEqual([]);
    expect(Object.fromEntries(set.map(({ name, value }) => [name, value]))).toEqual(parse(text));
  });

test('a value without quotes says whether a comment follows', () => {
  const { set } = read('A=b # c\nB=b #\nC="b" # c\nD=# c\nE= # c\nF=b\nG="b # c"\n');
  expect(set.filter(({ isCommented }) => isCommented).map(({ name }) => name)).toEqual(['A', 'B']);
});

/** Lines that would not be read as they are meant, each behind two right ones, and what is said of them. */
const wrong: readonly (readonly [line: string, says: RegExp])[] = [
  ...[
    ...['$env:GRAPH_TOKEN="s3cretpw99"', "$Env:GRAPH_TOKEN = 's3cretpw99'", '$GRAPH_TOKEN=s3cretpw99'],
    ...['set GRAPH_TOKEN=s3cretpw99', 'SET "GRAPH_TOKEN=s3cretpw99"', 'setx GRAPH_TOKEN s3cretpw99'],
    ...['setx /M GRAPH_TOKEN s3cretpw99', 'GRAPH_TOKEN: s3cretpw99', 'GRAPH_TOKEN:s3cretpw99', 'GRAPH_TOKEN'],
    ...['declare -x GRAPH_TOKEN="s3cretpw99"', 'setenv GRAPH_TOKEN s3cretpw99', 'export GRAPH_TOKEN s3cretpw99'],
    ...['  "GRAPH_TOKEN": "s3cretpw99",', '- GRAPH_TOKEN=s3cretpw99', 'const GRAPH_TOKEN="s3cretpw99"'],
    ...['[Environment]::SetEnvironmentVariable("GRAPH_TOKEN", "s3cretpw99")', 'graph_token s3cretpw99'],
  ].map((line) => [line, /^not NAME=value and no comment, so it would not be read; write GRAPH_TOKEN=…$/] as const),
  ...['s3cretpw99', '// s3cretpw99', '; s3cretpw99', '=s3cretpw99', '{', 'FOO: s3cretpw99'].map(
    (line) => [line, /would not be read; write NAME=value, or # before it$/] as const,
  ),
  ...[
    'GRAPH_TOKEN=s3cret#pw99',
    'GRAPH_TOKEN=#s3cretpw99',
    'GRAPH_TOKEN=s3cret#pw99 # x',
    'GRAPH_TOKEN= a#s3cretpw99',
    'GRAPH_TOKEN=a #s3cretpw99',
    'GRAPH_TOKEN=a b\t#s3cretpw99',
  ].map(
    (line) =>
      [line, /^# cuts the value of GRAPH_TOKEN; put the value in quotes \(GRAPH_TOKEN="…"\), or a blank/] as const,
  ),
  ...[
    'GRAPH_TOKEN="s3cretpw99',
    'GRAPH_TOKEN="s3cret"pw99',
    'GRAPH_TOKEN=\'s3cretpw99" # x',
    'GRAPH_TOKEN="a" "s3cretpw99"',
  ].map((line) => [line, /^the value of GRAPH_TOKEN begins with a quote, and its line does not end with it/] as const),
  ['GRAPH_TOKEN="s3cretpw99\n"', /^the value of GRAPH_TOKEN begins with a quote, and its line does not end with it/],
  ['GRAPH_TOKEN=“s3cretpw99”', /^the quotes of GRAPH_TOKEN are typographic; write " or '$/],
  ['GRAPH_SEED=a GRAPH_TOKEN=s3cretpw99', /^GRAPH_TOKEN is set behind the value of GRAPH_SEED; give it a line/],
  ['GRAPH_SEED=a;GRAPH_TOKEN=s3cretpw99', /^GRAPH_TOKEN is set behind the value of GRAPH_SEED; give it a line/],
  ['GRAPH_SEED=a && export GRAPH_TOKEN=s3cretpw99', /^GRAPH_TOKEN is set behind the value of GRAPH_SEED/],
  ['GRAPH_TARGET\u200b=mock', /would not be read/],
];
for (const [line, says] of wrong)
  test(`is refused: ${JSON.stringify(line)}`, () => {
    const found = read(`A=1\n# a comment\n${line}\nB=2\n`);
    expect(found.wrong).toEqual([{ line: 3, problem: expect.stringMatching(says) }]);
    expect(JSON.stringify(found)).not.toMatch(/s3cret|pw99/);
    expect(found.set.map(({ name, line: number }) => [name, number])).toEqual([
      ['A', 1],
      ['B', line.split('\n').length + 3],
    ]);
  });

test('a file of the largest size is read in quotes and without', () => {
  const large = 'a'.repeat(1_000_000);
  for (const text of [
    `A="${large}"`,
    `A=${large}`,
    `A="${large}`,
    `A="${'\\"'.repeat(400_000)}"`,
    '\n'.repeat(1_000_000),
  ])
    expect(read(text).set.length + read(text).wrong.length).toBeLessThan(2);
});
