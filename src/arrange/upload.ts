import { describeExchange } from '../evidence/describeExchange.ts';
import { type Exchange, jsonOf } from '../evidence/exchange.ts';
import { tagOf } from '../instance/value.ts';
import { isNotFound } from '../transport/time/patience.ts';
import { isObject, type JsonObject, type JsonValue } from '../value/json.ts';
import { ArrangeError } from './arrangeError.ts';
import type { Session } from './session.ts';

const languages = ['en-US', 'de-DE', 'fr-FR'];

/**
 * Waits until the work that follows an upload has come to its end: while the file says that it is in progress, it is read
 * again. `made` is what an answer has shown of it. Throws where it fails, or does not end in time.
 */
export async function awaitUpload(session: Session, path: string, made?: JsonObject): Promise<void> {
  if (made && made['status'] !== inProgress) return;
  const exchange = await session.uploads.until(
    () => session.until({ method: 'GET', path }, (look) => !isNotFound(look)),
    (look) => statusIn(look) !== inProgress,
  );
  if (!exchange.answer) throw new ArrangeError(describeExchange(exchange));
  const status = statusIn(exchange);
  if (status === inProgress) throw new ArrangeError('the upload of a definition file does not end');
  if (status === 'uploadFailed') throw new ArrangeError('the upload of a definition file failed');
}

const inProgress = 'uploadInProgress';

function statusIn(exchange: Exchange): JsonValue | undefined {
  const body = jsonOf(exchange);
  return isObject(body) ? body['status'] : undefined;
}

/** The versions that follow the first one: they give a definition a next version, a previous one, and one in the middle both. */
export const laterVersions = ['2.0', '3.0'] as const;

/** Uploads a later version of the definition file at a path, and waits for it. Throws where it is refused. */
export async function uploadVersion(session: Session, path: string, version: string): Promise<void> {
  const { content = null, groupPolicyUploadedLanguageFiles = null } = uploadBody(session, version);
  const body = { content, groupPolicyUploadedLanguageFiles };
  const exchange = await session.send('POST', `${path}/uploadNewVersion`, body);
  if (!exchange.answer || exchange.answer.status >= 300) throw new ArrangeError(describeExchange(exchange));
  await awaitUpload(session, path);
}

/** The body that uploads one of the session's definition files in a version; the namespace in it is of this case and file alone, for a service takes each only once. */
export function uploadBody(session: Session, version: string, file = 0): JsonObject {
  const tag = tagOf(session.maker, file === 0 ? session.owner : `${session.owner}/file/${file}`);
  const encode = (text: string): string =>
    Buffer.from(text.replaceAll('{tag}', tag).replaceAll('{version}', version)).toString('base64');
  const { mark } = session.maker;
  return {
    '@odata.type': '#microsoft.graph.groupPolicyUploadedDefinitionFile',
    displayName: mark === undefined ? `gpconf-${tag}` : `gpconf-${tag} ${mark}`,
    fileName: `gpconf-${tag}.admx`,
    content: encode(session.upload.admx),
    defaultLanguageCode: 'en-US',
    groupPolicyUploadedLanguageFiles: languages.map((languageCode) => ({
      '@odata.type': 'microsoft.graph.groupPolicyUploadedLanguageFile',
      fileName: `gpconf-${tag}.adml`,
      languageCode,
      content: encode(session.upload.adml),
    })),
  };
}
