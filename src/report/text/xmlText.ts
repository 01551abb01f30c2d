import { sanitise } from '../../value/sanitise.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** A text as the content of an element of XML 1.0, which has no way to write control characters. */
export function xmlText(text: string): string {
  return sanitise(text, Number.POSITIVE_INFINITY).replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/** A text as the value of an attribute in double quotation marks, with its lines and tabs kept. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll(/["\n\t]/g, (sign) => entities[sign] ?? sign);
}
