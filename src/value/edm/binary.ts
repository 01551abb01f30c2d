import type { TextFormat } from './textFormat.ts';

/**
 * Edm.Binary (OData ABNF `binaryValue`): base64url, padding optional. The documentation's examples write standard
 * base64, so both alphabets are accepted.
 */
export const binary: TextFormat = (text) => {
  const [, digits = '', padding = ''] = /^([A-Za-z0-9_+/-]*)(=*)$/.exec(text) ?? [];
  if (digits + padding !== text) return 'a character outside the base64 alphabets';
  const rest = digits.length % 4;
  if (rest === 1) return `${digits.length} base64 digits; no byte sequence has that many`;
  if (padding !== '' && padding.length !== (4 - rest) % 4)
    return `${padding.length} padding signs; ${(4 - rest) % 4} are due`;
  const last = digits.slice(-1);
  if (rest === 2 && !'AQgw'.includes(last)) return 'unused bits of the last digit are not zero';
  if (rest === 3 && !'AEIMQUYcgkosw048'.includes(last)) return 'unused bits of the last digit are not zero';
  return undefined;
};

/** The bytes of a valid Edm.Binary text, in either alphabet. */
export function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64');
}
