import { entityIn } from '../../evidence/answers.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { broken, type Finding, kept, open } from '../../evidence/finding.ts';
import { differenceOfInstances } from '../../instance/same.ts';
import type { Api } from '../../model/api.ts';
import { type JsonObject, type JsonValue, objectsIn } from '../../value/json.ts';
import { show } from '../../value/show.ts';

/** The property of a definition file that holds its language files. */
export const languageFiles = 'groupPolicyUploadedLanguageFiles';

/** The language files of the definition file, as read after the action. */
export function filesAfter(evidence: Evidence): JsonObject[] | undefined {
  const entity = entityIn(evidence.reads[0]?.exchange);
  return entity && objectsIn(entity[languageFiles]);
}

/** The language files that were there before the action and that it does not name. */
export function otherFiles(sent: JsonObject, evidence: Evidence): JsonObject[] {
  const codes = objectsIn(sent[languageFiles]).map((file) => file['languageCode']);
  return objectsIn(entityIn(evidence.before)?.[languageFiles]).filter((file) => !codes.includes(file['languageCode']));
}

/** Whether the file afterwards holds language files like these, and none besides of the same language; ids and moments of language files are the server's. */
export function holdsFiles(evidence: Evidence, due: readonly JsonObject[], api: Api): Finding {
  const files = filesAfter(evidence);
  if (!files) return open('it was not read afterwards');
  if (due.length === 0) return open('there is no file to look for');
  const names = ['fileName', 'languageCode', 'content'];
  const missing = due.find(
    (file) =>
      !files.some(
        (candidate) => !differenceOfInstances(api.types, 'groupPolicyUploadedLanguageFile', file, candidate, '', names),
      ),
  );
  if (missing)
    return broken(
      `a file like that for ${show(missing['languageCode'])}`,
      `${files.length} files, none like it`,
      `/${languageFiles}`,
    );
  const doubled = due.find(({ languageCode }) => countOf(files, languageCode) > countOf(due, languageCode));
  return doubled
    ? broken(
        `${countOf(due, doubled['languageCode'])} file for ${show(doubled['languageCode'])}`,
        `${countOf(files, doubled['languageCode'])}`,
        `/${languageFiles}`,
      )
    : kept;
}

function countOf(files: readonly JsonObject[], code: JsonValue | undefined): number {
  return files.filter(({ languageCode }) => languageCode === code).length;
}
