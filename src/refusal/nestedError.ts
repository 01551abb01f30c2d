import { isObject, type JsonObject, type JsonValue, readJson } from '../value/json.ts';

/**
 * What an error says when the errors in its messages are taken out: the codes and error phrases, outermost first, and the
 * innermost message, which is cut and without the addresses and ids of the tenant.
 */
export interface NestedError {
  readonly codes: readonly string[];
  readonly message: string;
}

const mostLevels = 3;
/** A nested error has some hundred characters; what is much longer is a message, whatever it looks like. */
const longestNested = 20_000;
const longestMessage = 300;

/**
 * Reads Graph's error object `{error: {code, message}}`. Intune puts a JSON text into `message`, either its own envelope
 * (`_version`, `Message`, `CustomApiErrorPhrase`) or one more error around it (`ErrorCode`, `Message`); at most three such
 * texts are read, and one that is no JSON is the message itself. Undefined for anything that is no error object.
 */
export function nestedError(body: JsonValue | undefined): NestedError | undefined {
  const error = isObject(body) ? body['error'] : undefined;
  if (!isObject(error)) return undefined;
  const codes: string[] = [];
  let message = '';
  let level: JsonObject | undefined = error;
  for (let depth = 0; level; depth += 1) {
    codes.push(...textsOf(level, ['code', 'ErrorCode', 'CustomApiErrorPhrase']));
    const [text] = textsOf(level, ['message', 'Message']);
    message = text ?? message;
    level = text === undefined || depth === mostLevels ? undefined : objectIn(text);
  }
  return { codes, message: withoutTenant(message) };
}

function textsOf(object: JsonObject, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const value = object[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}

function objectIn(text: string): JsonObject | undefined {
  if (text.length > longestNested || !text.trimStart().startsWith('{')) return undefined;
  try {
    const value = readJson(text);
    return isObject(value) && ['message', 'Message', 'ErrorCode'].some((name) => name in value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A message without what Intune adds to each: ids of the activity, and the address of the tenant's own unit. */
function withoutTenant(message: string): string {
  return message
    .slice(0, longestNested)
    .replace(/ - Operation ID \(for customer support\)[\s\S]*$/, '')
    .replaceAll(/\bhttps?:\/\/\S+/gi, '[address]')
    .replaceAll(/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, '[id]')
    .slice(0, longestMessage)
    .trim();
}
