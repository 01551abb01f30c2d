import type { TextFormat } from './textFormat.ts';

/** Edm.Duration (OData ABNF `durationValue`, XML Schema dayTimeDuration: at least one part, none empty after T). */
export const duration: TextFormat = (text) => {
  if (/^[+-]?P\d+[YMW]/.test(text)) return 'years, months and weeks are not allowed in a duration';
  if (!/^-?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/i.test(text)) return 'not of the form PnDTnHnMnS';
  return /\d/.test(text) && !/T$/i.test(text) ? undefined : 'a duration without any part';
};
