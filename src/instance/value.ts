import { createHash } from 'node:crypto';
import { type Property, type StructuredType, sendableMembers, type ValueType } from '../model/model.ts';
import type { Types } from '../model/types.ts';
import { emptyObject, type JsonObject, type JsonValue } from '../value/json.ts';
import { oddTexts, plainText } from './texts.ts';

/**
 * Makes values of the run's own, never those of a documented example: the same seed, owner and variant give the same
 * value. Variant 0 is plain; the others are chosen so that a fault shows.
 */
export interface ValueMaker {
  readonly types: Types;
  readonly seed: string;
  /** What texts carry besides, so that what is made of them can be known as the run's. */
  readonly mark?: string;
}

const instants: readonly string[] = [
  '2024-02-29T23:59:59.1234567Z',
  '2021-07-04T05:06:07Z',
  '2022-11-30T18:30:00.5-08:00',
  '2023-03-26T02:30:00.0000001+02:00',
];

const bytes: readonly number[][] = [[1], [0, 255], [250, 251, 252], [62, 63, 255, 254, 0, 1, 2]];

/**
 * The values of each primitive type but String, made from a tag; the first is the plain one. There is no Int64 below zero:
 * the pages call every one of them unsigned.
 */
const primitiveValues: Readonly<Record<string, readonly ((tag: string) => JsonValue)[]>> = {
  Boolean: [() => true, () => false],
  Byte: [() => 7, () => 0, () => 255],
  SByte: [() => 7, () => 0, () => -128],
  Int16: [() => 16, () => 0, () => 32767, () => -32768],
  Int32: [() => 32, () => 0, () => 2147483647, () => -2147483648, () => -32],
  Int64: [() => 9007199254740993n, () => 0, () => 1024, () => 9223372036854775807n],
  Decimal: [() => 1.5, () => 0, () => -1.5],
  Double: [() => 1.5, () => 0, () => -1.5],
  Date: [() => '2024-02-29', () => '1999-12-31'],
  TimeOfDay: [() => '23:59:59.1234567', () => '00:00:00'],
  DateTimeOffset: instants.map((instant) => () => instant),
  Duration: [() => 'P1DT2H3M4.5S', () => 'PT0S'],
  Guid: [(tag) => guidOf(tag), (tag) => guidOf(`${tag}+`)],
  Binary: bytes.map((some) => (tag) => Buffer.from([...Buffer.from(tag), ...some]).toString('base64')),
};

/** How many variants show every value that a property of a type can be given. */
export function variantCount(types: Types, type: StructuredType): number {
  return Math.max(1, ...type.properties.map((property) => trialChoices(types, property).length));
}

/**
 * The body of a request that gives every property of a type but the left-out ones a value. Variants differ in every
 * property; property number i of variant k takes choice k + i, so that odd values do not all come at once.
 */
export function makeInstance(
  maker: ValueMaker,
  type: StructuredType,
  owner: string,
  variant: number,
  leftOut: readonly string[] = [],
): JsonObject {
  const instance = emptyObject();
  instance['@odata.type'] = `${type.kind === 'entity' ? '#' : ''}microsoft.graph.${type.name}`;
  type.properties.forEach((property, index) => {
    if (leftOut.includes(property.name)) return;
    instance[property.name] = makeValue(maker, property, `${owner}/${property.name}`, variant, index);
  });
  return instance;
}

/** One value for a property. */
export function makeValue(
  maker: ValueMaker,
  property: Property,
  owner: string,
  variant: number,
  offset = 0,
): JsonValue {
  const options = variant === 0 ? choices(maker.types, property) : trialChoices(maker.types, property);
  const choice = options[variant === 0 ? 0 : (variant + offset) % options.length];
  return choice ? choice(maker, `${owner}#${variant}`) : null;
}

type Choice = (maker: ValueMaker, owner: string) => JsonValue;

/** What a property is given after the plain value; a plain text once more would show nothing. */
function trialChoices(types: Types, property: Property): readonly Choice[] {
  const isText = property.type.name === 'String' && !property.type.collection;
  return choices(types, property).slice(isText ? 1 : 0);
}

/** A collection is never null (OData CSDL 4.01, 7.2.1): it has no items. */
function choices(types: Types, { name, type }: Property): readonly Choice[] {
  const single = singleChoices(types, name, type);
  if (type.collection) return collections(single);
  return type.nullable ? [...single, () => null] : single;
}

/** Collections of two, of none, of one, and of each value. */
function collections(single: readonly Choice[]): readonly Choice[] {
  const pick =
    (numbers: readonly number[]): Choice =>
    (maker, owner) =>
      numbers.flatMap((number, index) => single[number % single.length]?.(maker, `${owner}[${index}]`) ?? []);
  return [pick([0, 1]), pick([]), pick([0]), pick(single.map((_choice, index) => index))];
}

function singleChoices(types: Types, property: string, type: ValueType): readonly Choice[] {
  if (type.kind === 'enum')
    return lastFirst(sendableMembers(types.model.enumeration(type.name))).map((member) => () => member);
  if (type.name === 'String')
    return [plainText, ...oddTexts(property)].map((make) => (maker, owner) => make(markedTag(maker, owner)));
  if (type.kind === 'primitive')
    return (primitiveValues[type.name] ?? []).map((make) => (maker, owner) => make(tagOf(maker, owner)));
  return concreteTypes(types, type.name).flatMap((concrete) =>
    [0, 1].map(
      (variant): Choice =>
        (maker, owner) =>
          makeInstance(maker, concrete, owner, variant),
    ),
  );
}

/** The last member is the plain one: the first is often what a server falls back to, and would hide that it forgot the value. */
function lastFirst(members: readonly string[]): string[] {
  return [...members.slice(-1), ...members.slice(0, -1)];
}

/** A declared type and those derived from it, the one with most properties first: it shows most. */
function concreteTypes({ model }: Types, declared: string): StructuredType[] {
  const names = [declared, ...model.structured(declared).descendants];
  return names
    .map((name) => model.structured(name))
    .sort((one, other) => other.properties.length - one.properties.length);
}

/** Eight hexadecimal digits that name a run and a place in it. */
export function tagOf({ seed }: ValueMaker, owner: string): string {
  return createHash('sha256').update(`${seed}|${owner}`).digest('hex').slice(0, 8);
}

function markedTag(maker: ValueMaker, owner: string): string {
  return maker.mark === undefined ? tagOf(maker, owner) : `${tagOf(maker, owner)} ${maker.mark}`;
}

/** The body of a create with the maker's mark in one of its texts: where no text carries it, the first of the type's becomes plain. */
export function withMark(
  maker: ValueMaker,
  type: StructuredType,
  body: JsonObject,
  owner: string,
  leftOut: readonly string[],
): JsonObject {
  const { mark } = maker;
  const carries = (value: JsonValue): boolean => typeof value === 'string' && value.includes(mark ?? '');
  if (mark === undefined || Object.values(body).some(carries)) return body;
  const text = type.properties.find(
    (property) => property.type.name === 'String' && !property.type.collection && !leftOut.includes(property.name),
  );
  return text ? { ...body, [text.name]: makeValue(maker, text, owner, 0) } : body;
}

function guidOf(tag: string): string {
  const digits = createHash('sha256').update(tag).digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-');
}
