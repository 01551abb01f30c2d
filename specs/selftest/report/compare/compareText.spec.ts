import { expect, test } from '@playwright/test';
import { made, only, planned } from '../../../../fixtures/comparedResults.ts';
import { compare } from '../../../../src/report/compare/compare.ts';
import { comparisonMarkdown, comparisonText } from '../../../../src/report/compare/compareText.ts';

const claims = planned.reduce((sum, one) => sum + one.claims.length, 0);

test('many changes are counted by kind of claim and by resource type, few are told one by one', () => {
  const many = comparisonText(compare(made(), made({ outcome: () => 'fail' })));
  const returned = planned.flatMap((one) => one.claims.filter(({ kind }) => kind === 'returned')).length;
  expect(many).toMatch(new RegExp(`^returned +${returned}$`, 'm'));
  expect(many).toMatch(new RegExp(`^groupPolicyOperation +${claims}$`, 'm'));
  expect(many.match(/^ {4}received:/gm)).toHaveLength(1);
  const few = comparisonText(compare(made(), made({ outcome: only('status', 'fail') })));
  expect(few.match(/^ {4}received: that$/gm)).toHaveLength(planned.length);
});

test('Markdown begins with what changed, and the console ends with the outcome', () => {
  const comparison = compare(made(), made({ outcome: only('status', 'fail') }));
  const [outcome, , title] = comparisonMarkdown(comparison).split('\n');
  expect([outcome, title]).toEqual([
    expect.stringContaining('B is worse'),
    expect.stringContaining(`newly failing (${planned.length})`),
  ]);
  expect(comparisonText(comparison).trimEnd().split('\n').at(-1)).toContain('B is worse');
});

test('console and Markdown tell the same, and neither lets a text of the server act', () => {
  const received =
    'a\n::error::x ##[error]y `` <img src=x> [l](https://evil.example) @all \u001b[31m \u202e | https://evil.example';
  const drift = [{ type: 'thing', property: '</summary>](https://evil.example)' }];
  const comparison = compare(made(), made({ outcome: only('status', 'fail'), received, drift }));
  const [text, markdown] = [comparisonText(comparison), comparisonMarkdown(comparison)];
  for (const shown of [text, markdown]) {
    expect(shown).not.toMatch(/^\s*::|##\[/m);
    for (const unsafe of ['\u001b', '\u202e']) expect(shown).not.toContain(unsafe);
    expect(shown.match(/The status is/g)).toHaveLength(planned.length);
    expect(shown).toContain(`B is worse: ${planned.length} claims newly failing`);
  }
  const outsideCode = markdown.replaceAll(/(`+)[^`].*?[^`]\1(?!`)/g, '');
  expect(outsideCode).not.toMatch(/(?<!\\)[<[](?!!-- -->)|@|https:\/\//);
  const words = (shown: string): Set<string> => new Set(shown.match(/[A-Za-z]{4,}/g));
  expect([...words(text)].filter((word) => !words(markdown).has(word))).toEqual([]);
});
