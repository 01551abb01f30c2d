import { expect, test } from '@playwright/test';
import { body, envelope, id } from '../../../fixtures/serviceError.ts';
import { nestedError } from '../../../src/refusal/nestedError.ts';
import { type JsonValue, writeJson } from '../../../src/value/json.ts';

test.describe('nested errors', () => {
  test('are unwrapped three levels deep, and no deeper', () => {
    const deep = (levels: number): string =>
      levels === 0 ? 'the core' : writeJson({ ErrorCode: `E${levels}`, Message: deep(levels - 1) });
    expect(nestedError(body('Outer', deep(3)))).toEqual({ codes: ['Outer', 'E3', 'E2', 'E1'], message: 'the core' });
    expect(nestedError(body('Outer', deep(4)))).toEqual({
      codes: ['Outer', 'E4', 'E3', 'E2'],
      message: '{"ErrorCode":"E1","Message":"the core"}',
    });
  });

  test('tell phrase and message, without activity, address and ids', () => {
    expect(nestedError(body('BadRequest', envelope(`No content in ${id}`, 'ContentParsingException')))).toEqual({
      codes: ['BadRequest', 'ContentParsingException'],
      message: 'No content in [id]',
    });
    expect(nestedError(body('x', 'see https://fef.unit.example/a?b=c for more'))?.message).toBe(
      'see [address] for more',
    );
  });

  const odd: readonly [title: string, value: JsonValue | undefined, message: string | undefined][] = [
    ['nothing', undefined, undefined],
    ['no object', ['error'], undefined],
    ['no error', { value: [] }, undefined],
    ['an error that is a text', { error: 'x' }, undefined],
    ['a message that is no text', { error: { code: 'x', message: { Message: 'y' } } }, ''],
    ['JSON that is cut', body('x', '{"Message": "cut'), '{"Message": "cut'],
    ['JSON with a name twice', body('x', '{"Message":"a","Message":"b"}'), '{"Message":"a","Message":"b"}'],
    ['JSON that is an array', body('x', '["Message"]'), '["Message"]'],
    ['JSON that is no error', body('x', '{"a":1}'), '{"a":1}'],
    [
      'names of the prototype',
      body('x', '{"__proto__":{"Message":"evil"},"constructor":1}'),
      '{"__proto__":{"Message":"evil"},"constructor":1}',
    ],
    ['a prototype beside a message', body('x', '{"__proto__":{"ErrorCode":"y"},"Message":"fine"}'), 'fine'],
  ];
  for (const [title, value, message] of odd) {
    test(`may be ${title}`, () => {
      expect(nestedError(value)?.message).toBe(message);
      expect(({} as Record<string, unknown>)['Message']).toBeUndefined();
    });
  }

  test('take no time and no room, however deep or long they are', () => {
    const brackets = `${'{"Message":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(nestedError(body('x', brackets))?.message.length).toBeLessThanOrEqual(300);
    const long = `{"Message":"${'a'.repeat(1_000_000)}"}`;
    expect(nestedError(body('x', long))?.message.length).toBeLessThanOrEqual(300);
    let text = 'core';
    for (let level = 0; level < 12; level += 1) text = writeJson({ Message: text });
    expect(nestedError(body('x', text))?.codes).toEqual(['x']);
  });
});
