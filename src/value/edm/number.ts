import type { TextFormat } from './textFormat.ts';

function integer(bits: number, unsigned = false): TextFormat {
  const least = unsigned ? 0n : -(2n ** BigInt(bits - 1));
  const greatest = unsigned ? 2n ** BigInt(bits) - 1n : 2n ** BigInt(bits - 1) - 1n;
  return (text) => {
    if (!/^[+-]?\d+$/.test(text)) return 'not an integer';
    const value = BigInt(text);
    return value < least || value > greatest ? `outside ${least} to ${greatest}` : undefined;
  };
}

/** Edm.Byte (OData ABNF `byteValue`). */
export const byte = integer(8, true);
/** Edm.SByte (OData ABNF `sbyteValue`). */
export const sbyte = integer(8);
/** Edm.Int16 (OData ABNF `int16Value`). */
export const int16 = integer(16);
/** Edm.Int32 (OData ABNF `int32Value`). */
export const int32 = integer(32);
/** Edm.Int64 (OData ABNF `int64Value`), on the text as written, so that no digit is lost. */
export const int64 = integer(64);

/** Edm.Decimal and Edm.Double (OData ABNF `decimalValue`, `doubleValue`). */
export const decimal: TextFormat = (text) =>
  /^(?:[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?INF|NaN)$/.test(text) ? undefined : 'not a number, INF, -INF or NaN';
