import { expect, test } from '@playwright/test';
import { api } from '../../../fixtures/api.ts';
import { inspect } from '../../../src/instance/instance.ts';
import { makeInstance, variantCount } from '../../../src/instance/value.ts';
import { type JsonValue, writeJson } from '../../../src/value/json.ts';

const { types } = api;
const { model } = types;

/** What servers do to texts, each of which some text that is sent has to show. */
const alterations: Readonly<Record<string, (text: string) => JsonValue>> = {
  'trims at the beginning': (text) => text.trimStart(),
  'trims at the end': (text) => text.trimEnd(),
  'makes two blanks one': (text) => text.replaceAll(/\b {2}/g, ' '),
  'writes LF for CRLF': (text) => text.replaceAll('\r\n', '\n'),
  'writes CRLF for LF': (text) => text.replaceAll(/(?<!\r)\n/g, '\r\n'),
  'writes a blank for a tab': (text) => text.replaceAll('\t', ' '),
  'loses control characters': (text) => text.replaceAll('\u0001', ''),
  'writes a blank for one that does not break': (text) => text.replaceAll('\u00a0', ' '),
  'writes a blank for a narrow one': (text) => text.replaceAll('\u202f', ' '),
  'loses what has no width': (text) => text.replaceAll('\u200b', ''),
  'loses line separators': (text) => text.replaceAll('\u2028', ''),
  'composes letters': (text) => text.normalize('NFC'),
  'decomposes letters': (text) => text.normalize('NFD'),
  'knows no letters but ASCII': (text) => text.replaceAll(/[^\0-~]/g, '?'),
  'knows 16 bits only': (text) => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?'),
  'escapes markup': (text) => text.replaceAll('<', '&lt;'),
  'reads entities': (text) => text.replaceAll('&amp;', '&'),
  'loses elements': (text) => text.replaceAll(/<[^>]*>/g, ''),
  'takes plus for a blank': (text) => text.replaceAll('+', ' '),
  'decodes percent': (text) => text.replaceAll(/%41/g, 'A'),
  'cuts at a slash': (text) => text.split('/')[0] ?? '',
  'cuts at a hash': (text) => text.split('#')[0] ?? '',
  'loses dollars': (text) => text.replaceAll('$', ''),
  'fills templates': (text) => text.replaceAll(/ \{\w+\}/g, ''),
  'loses backslashes': (text) => text.replaceAll('\\', ''),
  'loses quotes': (text) => text.replaceAll('"', ''),
  'loses single quotes': (text) => text.replaceAll("'", ''),
  'cuts at 255': (text) => text.slice(0, 255),
  'cuts at 1000': (text) => text.slice(0, 1000),
  'cuts content at 64 K': (text) => text.slice(0, 65536),
  'takes "null" for null': (text) => (text === 'null' ? null : text),
  'takes "true" for true': (text) => (text === 'true' ? true : text),
  'takes digits for a number': (text) => (/^\d+$/.test(text) ? Number(text) : text),
  'takes an exponent for a number': (text) => (/^\d+e\d+$/.test(text) ? Number(text) : text),
  'takes an empty text for null': (text) => (text === '' ? null : text),
};

test.describe('the values that are sent', () => {
  const maker = { types, seed: 'a seed' };
  const made = (type: string, variant: number, owner = 'case'): object =>
    makeInstance(maker, model.structured(type), owner, variant);

  const sentTo = (name: string, property: string): unknown[] => {
    const type = model.structured(name);
    return Array.from(
      { length: variantCount(types, type) },
      (_none, index) => makeInstance(maker, type, 'case', index + 1)[property],
    );
  };

  test('are the same for the same seed, owner and variant, and others for another', () => {
    expect(made('groupPolicyDefinition', 3)).toEqual(made('groupPolicyDefinition', 3));
    expect(made('groupPolicyDefinition', 0)).not.toEqual(made('groupPolicyDefinition', 0, 'another case'));
    expect(makeInstance({ types, seed: 'another' }, model.structured('groupPolicyDefinition'), 'case', 0)).not.toEqual(
      made('groupPolicyDefinition', 0),
    );
  });

  test('are valid, and over all variants show whatever can show a fault', () => {
    const type = model.structured('groupPolicyDefinition');
    const instances = Array.from({ length: variantCount(types, type) }, (_none, index) =>
      makeInstance(maker, type, 'case', index + 1),
    );
    for (const instance of instances) expect(inspect(types, type.name, instance)).toEqual([]);
    const of = (name: string): unknown[] => instances.map((instance) => instance[name]);
    expect(new Set(of('classType'))).toEqual(new Set(['user', 'machine']));
    expect(new Set(of('hasRelatedDefinitions'))).toEqual(new Set([true, false]));
    expect(of('explainText')).toEqual(expect.arrayContaining(['', '\n', null]));
    const texts = of('explainText').filter((text) => typeof text === 'string');
    expect(texts.some((text) => text.startsWith(' ') && text.endsWith(' '))).toBe(true);
    expect(texts.some((text) => text.normalize('NFC') !== text)).toBe(true);
    expect(texts.some((text) => /[<>&"]/.test(text))).toBe(true);
    expect(texts.some((text) => /\p{Script=Han}/u.test(text))).toBe(true);
  });

  for (const [altered, change] of Object.entries(alterations))
    test(`show that a server ${altered}`, () => {
      const values = sentTo('groupPolicyObjectFile', 'content');
      const texts = values.filter((value) => typeof value === 'string');
      expect(texts.filter((text) => change(text) !== text)).not.toEqual([]);
    });

  test('are valid for every type, with no collection that is null', () => {
    for (const type of model.names.flatMap((name) => (model.schema(name)?.kind === 'enum' ? [] : name))) {
      const { properties } = model.structured(type);
      for (let variant = 0; variant <= variantCount(types, model.structured(type)); variant += 1) {
        const instance = makeInstance(maker, model.structured(type), 'case', variant);
        expect(inspect(types, type, { id: '1', ...instance }), type).toEqual([]);
        for (const { name } of properties.filter((property) => property.type.collection))
          expect(instance[name], `${type}/${name}`).toBeInstanceOf(Array);
      }
    }
  });

  test('hold every choice of a property once, a plain text only at first', () => {
    const texts = sentTo('groupPolicyObjectFile', 'content');
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => typeof text === 'string' && text.startsWith('plain'))).toEqual([]);
    expect(texts.map((text) => (typeof text === 'string' ? text.length : 0))).toContain(70_000);
    const names = sentTo('groupPolicySettingMapping', 'settingName');
    expect(names).toContain(null);
    expect(names.map((name) => (typeof name === 'string' ? name.length : 0))).toContain(2000);
  });

  test('reach the ends of Int32, and go below zero', () => {
    expect(sentTo('groupPolicySettingMapping', 'mdmMinimumOSVersion')).toEqual(
      expect.arrayContaining([0, -32, 2147483647, -2147483648]),
    );
  });

  test('reach the ends of Int64', () => {
    const values = [1, 2, 3, 4].map(
      (variant) => (made('groupPolicyPresentationValueLongDecimal', variant) as { value: unknown }).value,
    );
    expect(values).toContain(9223372036854775807n);
    expect(values).toContain(9007199254740993n);
  });

  test('never name the member that only marks an enum as open', () => {
    const sent = Array.from(
      { length: 12 },
      (_none, variant) =>
        (made('groupPolicyConfiguration', variant) as { policyConfigurationIngestionType: unknown })
          .policyConfigurationIngestionType,
    );
    expect(sent).not.toContain('unknownFutureValue');
  });

  test('are never those of a documented example', () => {
    for (const { request } of api.requests) {
      if (request.body?.kind !== 'entity' || request.example === undefined) continue;
      const own = writeJson(makeInstance(maker, model.structured(request.body.type), 'case', 0));
      for (const text of JSON.stringify(request.example).match(/"[\w ]+ value"/g) ?? [])
        expect(own).not.toContain(text);
    }
  });
});
