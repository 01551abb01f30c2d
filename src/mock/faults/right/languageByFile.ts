import { type JsonObject, objectsIn, writeJson } from '../../../value/json.ts';
import type { Fault } from '../../fault.ts';
import type { MockRequest } from '../../message.ts';
import { given } from '../subject.ts';

const languageFiles = 'groupPolicyUploadedLanguageFiles';

/** A server that knows a language file by its language and the name of its file. */
export const languageByFile: Fault = {
  name: 'language-by-file',
  text: 'changes and removes only language files that are named with their language and file name',
  make: (context) => (request, right) => {
    const entity = /\/(?:update|remove)LanguageFiles$/.test(request.target)
      ? context.addressOf(request)?.entity
      : undefined;
    const sent = entity ? filesIn(request) : [];
    if (!entity || sent.length === 0) return right();
    context.fired();
    const there = objectsIn(entity.properties[languageFiles]);
    const known = sent.filter((file) =>
      there.some(
        ({ fileName, languageCode }) => fileName === file['fileName'] && languageCode === file['languageCode'],
      ),
    );
    return right({ ...request, body: writeJson({ ...given(request), [languageFiles]: known }) });
  },
};

/** The language files of a request; none where its body is not to be taken. */
function filesIn(request: MockRequest): JsonObject[] {
  if (!request.body.startsWith('{') || !request.body.endsWith('}')) return [];
  const files = objectsIn(given(request)[languageFiles]);
  const isWhole = (file: JsonObject): boolean =>
    ['fileName', 'languageCode', 'content'].every((name) => typeof file[name] === 'string');
  return files.every(isWhole) ? files : [];
}
