import type { TextFormat } from './textFormat.ts';

/** Edm.Guid (OData ABNF `guidValue`): 8-4-4-4-12 hexadecimal digits, in upper or lower case. */
export const guid: TextFormat = (text) => {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)) return undefined;
  if (/^urn:uuid:/i.test(text)) return 'a URN, not a bare Guid';
  if (/^[{(]/.test(text)) return 'brackets around the Guid';
  return 'not of the form 8-4-4-4-12 hexadecimal digits';
};
