import type { Body } from '../../model/requestContract.ts';
import { blocksOf, type Page, type Refuse, sectionAt, type Text } from '../page/page.ts';
import { isStructured, type TypeIndex, typeIn } from '../page/typeIndex.ts';
import { valueSchema } from '../type/propertyTable.ts';

/** What the sentence under Response promises. */
export interface ResponsePromise {
  readonly status: number;
  readonly body?: Body;
}

const sentence =
  /^If successful, this (?:method|action|function) returns an? `?(\d{3}) [A-Za-z ]+`? response code(?: and (.+) in the response body)?\.$/;
const phrase = /^(?:an? )?(?:updated )?(collection of )?(\w+?)( collection)?(?: objects?)?$/;

/** Reads the sentence under Response: its status, and whether an entity, a collection, or one value comes back. */
export function readResponse(page: Page, types: TypeIndex, refuse: Refuse): ResponsePromise | undefined {
  const section = sectionAt(page, 'Response');
  const paragraph = blocksOf(section, 'paragraph')[0];
  const found = paragraph && sentence.exec(paragraph.text);
  if (!paragraph || !found?.[1]) {
    refuse(
      paragraph?.line ?? section?.line ?? page.title.line,
      `"${paragraph?.text ?? 'nothing'}" under Response`,
      'a sentence "If successful, this method returns a 200 OK response code and …"',
    );
    return undefined;
  }
  const status = Number(found[1]);
  if (found[2] === undefined) return { status };
  const body = bodyIn(found[2], paragraph, types);
  if (!body)
    refuse(paragraph.line, `"${found[2]}" in the response body`, 'an object, collection or value of a known type');
  return body && { status, body };
}

function bodyIn(words: string, paragraph: Text, types: TypeIndex): Body | undefined {
  const found = phrase.exec(words);
  if (!found) return undefined;
  const [, before, name = '', after] = found;
  const link = paragraph.links.at(-1);
  const named = typeIn({ line: paragraph.line, text: name, links: link ? [link] : [] }, types);
  if (!named) return undefined;
  const collection = before !== undefined || after !== undefined;
  if (isStructured(named.name, types)) return { kind: collection ? 'collection' : 'entity', type: named.name };
  return { kind: 'value', schema: valueSchema({ name: named.name, collection }, types, false) };
}
