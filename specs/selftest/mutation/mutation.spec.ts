import { expect, test } from '@playwright/test';
import { type Argued, arguedBy, staleness } from '../../../src/mutation/argued.ts';
import { Coverage } from '../../../src/mutation/coverage.ts';
import { Experience } from '../../../src/mutation/experience.ts';
import { type Instrumented, instrument } from '../../../src/mutation/instrument.ts';
import type { Mutant, Trial, Verdict } from '../../../src/mutation/mutant.ts';
import { sampleOf } from '../../../src/mutation/sample.ts';
import { scoreOf } from '../../../src/mutation/score.ts';

function instrumented(source: string): Instrumented {
  return instrument({ file: 'src/a.ts', source, lineOf: (line) => line + 1 }, 1);
}

/** Every change that is made in the body of `f`, `original → mutated`. */
function changes(body: string): string[] {
  return instrumented(`function f(a, b, c) { ${body} }`).mutants.map(
    ({ original, mutated }) => `${original} → ${mutated}`,
  );
}

test.describe('each operator makes its changes', () => {
  const snippets: readonly [body: string, changes: readonly string[]][] = [
    ['if (a) b();', ['{ if (a) b(); } → {}', 'a → true', 'a → false', 'b() → undefined']],
    ['return a ? b : c;', ['a ? b : c → undefined', 'a → true', 'a → false']],
    ['while (a) { break; }', ['{ while (a) { break; } } → {}', 'a → false']],
    ['if (a) { b = 1; } else { b = c; }', ['{ b = 1; } → {}']],
    ['return a < b;', ['< → <=', '< → >=']],
    ['return a === b;', ['=== → !==']],
    ['return a - b;', ['- → +']],
    ['a += b;', ['+= → -=', 'a += b → undefined']],
    ['return a && b;', ['&& → ||']],
    ['return a ?? b;', ['a ?? b → a', 'a ?? b → b']],
    ['return !a;', ['!a → a']],
    ['return -a;', ['-a → a']],
    ['return true;', ['true → false']],
    ['return a[1];', ['1 → 2']],
    ['return 2n;', ['2n → 3n']],
    ["return 'x';", ["'x' → ''"]],
    ["return '';", ["'' → '#'"]],
    ['return `x$' + '{a}`;', ['`x$' + "{a}` → ''"]],
    ['return [a];', ['[a] → []']],
    ['return { ...a };', ['a → {}']],
    ['return [...a];', ['a → []']],
    ['a.b();', ['a.b() → undefined']],
    ['a.b = c;', ['a.b = c → undefined']],
    ['return a.slice(b);', ['a.slice(b) → a']],
    ['return a.some((x) => b(x));', ['some → every', 'b(x) → undefined']],
    ['return a.find((x) => b(x));', ['b(x) → !(b(x))']],
    ['return a.filter((x) => b(x));', ['a.filter((x) => b(x)) → a', 'b(x) → !(b(x))']],
    ['return a?.b;', ['?. → .']],
    ['return a?.[b];', ['?. → ']],
    ['return a?.(b);', ['?. → ']],
    ['a.b(() => { c(); });', ['{ c(); } → {}']],
  ];
  for (const [body, due] of snippets) {
    test(body, () => expect(changes(body)).toEqual(expect.arrayContaining([...due])));
  }

  test('the wording of errors is left alone', () => {
    expect(changes("throw new TypeError('no such thing');")).toEqual([
      "{ throw new TypeError('no such thing'); } → {}",
    ]);
  });

  test('what runs only at load is left alone', () => {
    expect(instrumented("const a = [1, 'x']; if (a.length > 1) a.push(true);").mutants).toEqual([]);
  });
});

test.describe('an instrumented module', () => {
  const source = [
    'const box = { list: [3, 1, 2], get(i) { return this.list[i]; } };',
    'const first = (text) => text?.split(",")[0]?.trim();',
    'function f(a) {',
    '  const { b = 1, ...rest } = a;',
    '  let sum = 0;',
    '  for (const n of box.list) if (n > b) sum += n;',
    '  delete rest.gone;',
    '  return [sum, box.get(0), first(a.text), first(), rest, typeof a === "object"];',
    '}',
  ].join('\n');
  const { code, mutants } = instrumented(source);

  /** What `f` gives with a mutant in force, 0 for none. */
  function result(text: string, mutant: number): unknown {
    const asks: number[] = [];
    const isInForce = (id: number): boolean => asks.push(id) > 0 && id === mutant;
    const run = new Function('globalThis', `${text}\nreturn f({ b: 2, gone: 1, text: " x ,y", kept: 5 });`);
    return run({ __mutant: isInForce });
  }

  test('behaves like the original with no mutant in force', () => {
    expect(result(code, 0)).toEqual(result(source, 0));
    expect(result(code, 0)).toEqual([3, 3, 'x', undefined, { text: ' x ,y', kept: 5 }, true]);
  });

  test('behaves like each mutant that is in force', () => {
    const change = (original: string, mutated: string): number =>
      mutants.find((mutant) => mutant.original === original && mutant.mutated === mutated)?.id ?? -1;
    const right = [3, 3, 'x', undefined, { text: ' x ,y', kept: 5 }, true];
    expect(result(code, 0)).toEqual(right);
    expect(result(code, change('>', '>='))).toEqual(right.with(0, 5));
    expect(result(code, change('+=', '-='))).toEqual(right.with(0, -3));
    expect(result(code, change('===', '!=='))).toEqual(right.with(5, false));
    expect(result(code, change('0', '1'))).toEqual(right.with(2, 'y'));
  });

  test('names the place of each mutant', () => {
    expect(mutants.find(({ original }) => original === '>')).toMatchObject({
      file: 'src/a.ts',
      line: 6,
      function: 'f',
      operator: 'comparison or arithmetic',
      code: 'for (const n of box.list) if (n > b) sum += n;',
    });
    expect(mutants.find(({ original }) => original === 'this.list[i]')).toMatchObject({ function: 'get' });
  });
});

const mutant: Mutant = {
  id: 1,
  file: 'src/a.ts',
  line: 1,
  function: 'f',
  operator: 'boolean',
  original: 'true',
  mutated: 'false',
  code: 'return true;',
};
const killed: Verdict = { outcome: 'killed', by: 'a case', how: 'fail type/id' };
const survived: Verdict = { outcome: 'survived', tried: 3 };
const entry: Argued = {
  file: 'src/a.ts',
  function: 'f',
  reason: 'equivalent',
  because: 'Nobody asks.',
  mutants: [{ operator: 'boolean', original: 'true', mutated: 'false', code: 'return true;' }],
};

test('a score counts live mutants, and argued survivors are not live', () => {
  const verdicts: readonly Verdict[] = [
    killed,
    killed,
    { outcome: 'timeout', by: 'a case' },
    survived,
    survived,
    { outcome: 'uncovered' },
  ];
  const trials = verdicts.map((verdict, index): Trial => ({ mutant: { ...mutant, id: index }, verdict }));
  expect(scoreOf(trials, ({ mutant: { id } }) => id === 4)).toEqual({
    killed: 2,
    timeout: 1,
    survived: 1,
    argued: 1,
    uncovered: 1,
    live: 4,
    percent: 75,
  });
  expect(scoreOf([], () => false).percent).toBe(100);
});

test.describe('an argued survivor', () => {
  test('is known by its texts, not its line', () => {
    expect(arguedBy([entry], { ...mutant, line: 9 })).toBe(entry);
    expect(arguedBy([entry], { ...mutant, mutated: '1' })).toBeUndefined();
  });

  test('is stale when there is no such mutant, or when it is killed', () => {
    expect(staleness([entry], [mutant], [{ mutant, verdict: survived }])).toEqual([]);
    expect(staleness([entry], [mutant], [])).toEqual([]);
    expect(staleness([entry], [], [])).toEqual([expect.stringContaining('no such mutant')]);
    expect(staleness([entry], [mutant], [{ mutant, verdict: killed }])).toEqual([
      expect.stringContaining('but killed'),
    ]);
  });
});

test('a sample is made again by its seed', () => {
  const many = Array.from({ length: 50 }, (_, id) => ({ ...mutant, id }));
  const some = sampleOf(many, 10, 'a').map(({ id }) => id);
  expect(new Set(some).size).toBe(10);
  expect(sampleOf(many, 10, 'a').map(({ id }) => id)).toEqual(some);
  expect(sampleOf(many, 10, 'b').map(({ id }) => id)).not.toEqual(some);
});

test('what loading a group comes across is reached by all its checks', () => {
  const coverage = new Coverage(
    [
      { group: 'g', ms: 1, reached: [1] },
      { group: 'g', check: 'x', ms: 1, reached: [2] },
      { group: 'g', check: 'y', ms: 1, reached: [] },
    ],
    ['g'],
  );
  expect(coverage.reaching(1).map(({ check }) => check)).toEqual(['x', 'y']);
  expect(coverage.reaching(2).map(({ check }) => check)).toEqual(['x']);
  expect(coverage.reaching(3)).toEqual([]);
  expect(coverage.quick(2, 1).map(({ check }) => check)).toEqual(['x']);
  expect(coverage.quick(2, 0.5)).toEqual([]);
  expect(coverage.quick(1, 1)).toEqual([]);
});

test('checks that told mutants of the same place come first', () => {
  const experience = new Experience();
  const elsewhere = { ...mutant, file: 'src/b.ts' };
  for (let time = 0; time < 3; time += 1) experience.killed(elsewhere, 'x');
  experience.killed(mutant, 'y');
  expect(experience.sort(mutant, ['z', 'x', 'y'], (check) => check)).toEqual(['y', 'x', 'z']);
  expect(experience.sort(elsewhere, ['z', 'x', 'y'], (check) => check)).toEqual(['x', 'y', 'z']);
});
