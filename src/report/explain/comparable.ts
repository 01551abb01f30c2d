/** What differs from case to case though the trouble is the same: ids, instants, and the digits by which values are told apart. */
const varying: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '{id}'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?/g, '{instant}'],
  [/\b(?=[a-f]*\d)[0-9a-f]{8}\b/g, '{tag}'],
  [/(\/\w+\/)[^/\s"?]*\d[^/\s"?]*/g, '$1{id}'],
];

/** A text without what differs from case to case, by which two troubles can be held to be one. */
export function comparable(text: string): string {
  return varying.reduce((rest, [pattern, instead]) => rest.replaceAll(pattern, instead), text);
}
