import type { JsonObject } from '../../contract/json.ts';
import { tagOf } from '../../contract/value.ts';
import type { Session } from '../session.ts';

const languages = ['en-US', 'de-DE', 'fr-FR'];

/** The body that uploads the session's definition file in a version; the namespace in it is the case's own, for a service takes each only once. */
export function uploadBody(session: Session, version: string): JsonObject {
  const tag = tagOf(session.maker, session.owner);
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
