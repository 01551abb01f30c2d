import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { api, contracts } from '../../../fixtures/api.ts';
import { contractsFolder } from '../../../src/contracts/load.ts';
import { inspect } from '../../../src/instance/instance.ts';
import { declaredType, stepsOf } from '../../../src/model/api.ts';
import { parameterIn } from '../../../src/model/path.ts';
import { type Body, isAction, resourceOf } from '../../../src/model/requestContract.ts';
import { createAjv } from '../../../src/model/schemas.ts';
import { isObject, type JsonObject, type JsonValue } from '../../../src/value/json.ts';

const files = readdirSync(join(contractsFolder, 'beta'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const read = (name: string): string => readFileSync(join(contractsFolder, name), 'utf8');

test('every file is valid against its schema, and stands where its id says', () => {
  const ajv = createAjv();
  for (const name of ['request', 'type', 'errata', 'deviations', 'policies', 'results'])
    ajv.addSchema(JSON.parse(read(`${name}.schema.json`)) as object);
  for (const name of ['request', 'type', 'errata', 'deviations', 'policies', 'results'])
    expect(() => ajv.getSchema(`${name}.schema.json`), name).not.toThrow();
  expect(files.length).toBeGreaterThan(200);
  for (const name of files) {
    const content = JSON.parse(read(`beta/${name}`)) as { $id?: string; id?: string };
    const isType = name.endsWith('schema.json');
    expect(
      ajv.validate(isType ? 'type.schema.json' : 'request.schema.json', content),
      `${name}: ${ajv.errorsText()}`,
    ).toBe(true);
    expect(isType ? content.$id : `beta/${content.id}.json`).toBe(`beta/${name.replaceAll('\\', '/')}`);
  }
  for (const name of [
    'errata.json',
    'policies.json',
    ...readdirSync(join(contractsFolder, 'deviations')).map((file) => `deviations/${file}`),
  ]) {
    const schema = name.includes('/') ? 'deviations.schema.json' : name.replace('.json', '.schema.json');
    expect(ajv.validate(schema, JSON.parse(read(name))), `${name}: ${ajv.errorsText()}`).toBe(true);
  }
});

test('every file is in canonical form', () => {
  for (const name of files) {
    const text = read(`beta/${name}`);
    expect(text, name).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  }
});

test('every type schema compiles, and every type that is named is defined once', () => {
  const ajv = createAjv();
  for (const schema of contracts.types) ajv.addSchema(schema);
  for (const { $id } of contracts.types) expect(() => ajv.getSchema($id), $id).not.toThrow();
  const names = contracts.types.map(({ title }) => title);
  expect(new Set(names).size).toBe(names.length);
  for (const { id, request, response } of contracts.requests) {
    for (const body of [request.body, response.body]) {
      if (body && 'type' in body) expect(names, id).toContain(body.type);
    }
  }
});

test('every documented path can be walked along relationships to the type that its page is about', () => {
  const pairs = new Set<string>();
  for (const contract of contracts.requests) {
    for (const path of contract.request.paths) {
      pairs.add(`${contract.request.method} ${path}`);
      for (const step of stepsOf(api, path))
        if (step.kind === 'key') expect(parameterIn(step.name), path).toBe(`${step.type}Id`);
      if (!isAction(contract))
        expect(api.types.model.isA(resourceOf(contract), declaredType(api, path)), path).toBe(true);
    }
  }
  expect(pairs.size).toBe(119);
});

test('every example is made of valid instances', () => {
  for (const { id, request, response } of contracts.requests) {
    for (const [role, body, example] of [
      ['request', request.body, request.example],
      ['response', response.body, response.example],
    ] as const) {
      for (const [type, instance] of instancesIn(body, example)) {
        const flaws = inspect(api.types, type, instance).filter(
          (flaw) => role === 'response' || flaw.kind !== 'returned',
        );
        expect(flaws, `${id} ${role}`).toEqual([]);
      }
    }
  }
});

test('every property of every type has a schema that can be asked', () => {
  for (const name of api.types.model.names) {
    if (api.types.model.schema(name)?.kind === 'enum') continue;
    for (const { type, schema } of api.types.model.structured(name).properties) {
      if (type.kind === 'primitive' && !type.collection)
        expect(api.types.schemas.fault(schema, { a: 'wrong' }), schema).toBeDefined();
    }
  }
});

function instancesIn(body: Body | undefined, example: JsonValue | undefined): [string, JsonObject][] {
  if (!isObject(example) || !body || !('type' in body)) return [];
  if (body.kind === 'entity') return [[body.type, example]];
  const items = example['value'];
  return Array.isArray(items) ? items.filter(isObject).map((item) => [body.type, item]) : [];
}
