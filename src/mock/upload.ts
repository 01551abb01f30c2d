import { bytesOf } from '../value/edm/binary.ts';
import { isObject, type JsonObject, type JsonValue } from '../value/json.ts';
import { type Admx, readAdmx } from './admx.ts';
import { ingest, uploaded } from './ingest.ts';
import type { Entity } from './store.ts';
import type { World } from './world.ts';

/** What a request says of an uploaded file: the ADMX content, and its language files. */
export interface Upload {
  readonly content: JsonValue | undefined;
  readonly languageFiles: JsonValue | undefined;
}

/**
 * Takes the content of an uploaded definition file in: its definitions, categories and presentations appear at once, and
 * what the file itself says fills the properties that the request left out. Content that is no ADMX defines nothing.
 */
export function takeUpload(world: World, file: Entity, { content, languageFiles }: Upload): void {
  const admx = readAdmx(decode(content), decode(firstLanguageFile(languageFiles)?.['content']));
  if (!admx) return;
  file.properties = { ...fileProperties(admx, languageFiles), ...file.properties };
  ingest(world, file, admx, uploaded);
}

function fileProperties(admx: Admx, languageFiles: JsonValue | undefined): JsonObject {
  const codes = (Array.isArray(languageFiles) ? languageFiles : []).flatMap((file) =>
    isObject(file) ? (file['languageCode'] ?? []) : [],
  );
  return {
    targetPrefix: admx.prefix,
    targetNamespace: admx.namespace,
    revision: admx.revision,
    policyType: uploaded.policyType,
    languageCodes: codes,
    status: 'available',
  };
}

function firstLanguageFile(files: JsonValue | undefined): JsonObject | undefined {
  return Array.isArray(files) ? files.find(isObject) : undefined;
}

function decode(content: JsonValue | undefined): string {
  return typeof content === 'string' ? bytesOf(content).toString('utf8') : '';
}
