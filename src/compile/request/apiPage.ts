import type { Body, Method, RequestContract } from '../../model/requestContract.ts';
import type { Source } from '../../model/typeSchema.ts';
import type { Types } from '../../model/types.ts';
import { isObject, type JsonValue } from '../../value/json.ts';
import { blocksOf, type Page, type Refuse, sectionAt } from '../page/page.ts';
import { describeNamed, isStructured, type TypeIndex } from '../page/typeIndex.ts';
import { unstated } from '../type/nullability.ts';
import { listedMembers, propertySchema, readRows } from '../type/propertyTable.ts';
import { checkExample } from './exampleCheck.ts';
import { type HttpMessage, readMessage } from './httpMessage.ts';
import { readClouds, readPermissions } from './permissionTable.ts';
import { type RequestLines, readRequestLines } from './requestLines.ts';
import { readResponse } from './responseSentence.ts';

const methodOfVerb: Readonly<Record<string, Method>> = {
  list: 'GET',
  get: 'GET',
  create: 'POST',
  update: 'PATCH',
  delete: 'DELETE',
  action: 'POST',
};

/** What is known before an api page is read: the types it may name, and its own place among the contracts. */
export interface ApiContext {
  readonly types: Types;
  readonly index: TypeIndex;
  readonly verb: string;
  readonly id: string;
  readonly source: Source;
}

/** An api page as read: its contract, and its request lines for cross-checks. */
export interface ApiPage {
  readonly contract: RequestContract;
  readonly lines: RequestLines;
}

/** Compiles an api page; undefined after refusing it. */
export function compileApi(page: Page, context: ApiContext, refuse: Refuse): ApiPage | undefined {
  const lines = readRequestLines(page, refuse);
  const response = readResponse(page, context.index, refuse);
  const body = readBody(page, context, refuse);
  if (!lines || !response) return undefined;
  if (lines.method !== methodOfVerb[context.verb]) {
    refuse(lines.line, `${lines.method} on a page titled "${page.title.text}"`, String(methodOfVerb[context.verb]));
  }
  const sent = readExample(page, 'Example/Request', refuse);
  const received = readExample(page, 'Example/Response', refuse);
  const answer = unwrap(received?.body, response.body);
  if (sent) {
    compareRequestLine(sent, lines, refuse);
    checkExample(sent.body, body, true, context.types, (found, expected) => refuse(sent.line, found, expected));
  }
  if (received) {
    compareStatus(received, response.status, refuse);
    checkExample(answer.value, response.body, false, context.types, (found, expected) =>
      refuse(received.line, found, expected),
    );
  }
  const permissions = readPermissions(page, refuse);
  const clouds = readClouds(page, refuse);
  const contract: RequestContract = {
    $schema: '../../request.schema.json',
    id: context.id,
    title: page.title.text,
    source: context.source,
    ...(permissions ? { permissions } : {}),
    ...(clouds ? { clouds } : {}),
    request: {
      method: lines.method,
      paths: lines.paths.map(({ path }) => path),
      queryOptions: sectionAt(page, 'Optional query parameters') !== undefined,
      ...(body ? { body: withServerOwned(body, sent?.body, answer.value) } : {}),
      ...(sent?.body === undefined ? {} : { example: sent.body }),
    },
    response: {
      status: response.status,
      ...(response.body ? { body: response.body } : {}),
      ...(answer.value === undefined ? {} : { example: answer.value }),
      ...(answer.wrapped ? { exampleWrapped: true } : {}),
    },
  };
  return { contract, lines };
}

function readBody(page: Page, { index, types, id }: ApiContext, refuse: Refuse): Body | undefined {
  const section = sectionAt(page, 'Request body');
  const [paragraph] = blocksOf(section, 'paragraph');
  const words = paragraph?.text ?? '';
  const line = paragraph?.line ?? section?.line ?? page.title.line;
  if (/^Do not supply a request body/.test(words)) return undefined;
  const table = blocksOf(section, 'table')[0];
  const rows = table ? readRows(table, index, refuse) : [];
  if (/JSON representation of the parameters/.test(words)) {
    return {
      kind: 'parameters',
      properties: Object.fromEntries(rows.map((row) => [row.name, propertySchema(id, row, index, unstated)])),
    };
  }
  const name = /^In the request body, supply a JSON representation for the (\w+) object\.$/.exec(words)?.[1];
  if (name === undefined || !isStructured(name, index)) {
    refuse(line, `"${words}" under Request body`, 'no body, an object of a known type, or parameters');
    return undefined;
  }
  const documented = types.model.structured(name).properties;
  if (rows.map((row) => row.name).join() !== documented.map((property) => property.name).join()) {
    refuse(
      table?.line ?? line,
      `the properties ${rows.map((row) => row.name).join(', ')}`,
      `those of the resource page of ${name}: ${documented.map((property) => property.name).join(', ')}`,
    );
  }
  for (const row of rows) {
    const type = documented.find((property) => property.name === row.name)?.type;
    if (type && describeNamed(type) !== describeNamed(row.type))
      refuse(
        row.line,
        `${row.name} of type ${describeNamed(row.type)}`,
        `${describeNamed(type)} as on the resource page of ${name}`,
      );
    if (type?.kind === 'enum') compareMembers(types, type.name, row.line, row.description, refuse);
  }
  return { kind: 'entity', type: name };
}

/** Rule 4: a table may list fewer members than the enum page, never others. */
function compareMembers(types: Types, name: string, line: number, description: string, refuse: Refuse): void {
  const members = types.model.enumeration(name).members;
  const odd = listedMembers(description)?.find((member) => !members.includes(member));
  if (odd !== undefined) refuse(line, `the member "${odd}" of ${name}`, `one of the enum page: ${members.join(', ')}`);
}

function readExample(page: Page, path: string, refuse: Refuse): HttpMessage | undefined {
  const section = sectionAt(page, path);
  const code = blocksOf(section, 'code')[0];
  if (code) return readMessage(code.text, code.line, refuse);
  refuse(section?.line ?? page.title.line, `no example under ${path}`, 'an HTTP message');
  return undefined;
}

function compareRequestLine({ startLine, line }: HttpMessage, { method, paths }: RequestLines, refuse: Refuse): void {
  if (paths.some(({ path }) => startLine === `${method} https://graph.microsoft.com/beta${path}`)) return;
  refuse(
    line,
    `the example "${startLine}"`,
    `${method} to one of the documented paths below https://graph.microsoft.com/beta`,
  );
}

function compareStatus({ startLine, line }: HttpMessage, status: number, refuse: Refuse): void {
  if (!startLine.startsWith(`HTTP/1.1 ${status} `))
    refuse(line, `"${startLine}"`, `HTTP/1.1 ${status}, as in the sentence under Response`);
}

/** Rule 3: an example of one entity that is wrapped as `{"value": {…}}` is a generator artefact; the entity itself is meant. */
function unwrap(
  example: JsonValue | undefined,
  body: Body | undefined,
): { value: JsonValue | undefined; wrapped: boolean } {
  const inner = isObject(example) && Object.keys(example).join() === 'value' ? example['value'] : undefined;
  return body?.kind === 'entity' && isObject(inner)
    ? { value: inner, wrapped: true }
    : { value: example, wrapped: false };
}

/** Rule 2: root properties that the example answer has and the example request has not are the server's own; never sent. */
function withServerOwned(body: Body, sent: JsonValue | undefined, received: JsonValue | undefined): Body {
  if (body.kind !== 'entity' || !isObject(sent) || !isObject(received)) return body;
  return { ...body, serverOwned: Object.keys(received).filter((name) => !(name in sent)) };
}
