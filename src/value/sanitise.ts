const longest = 4096;
// Control characters but tab and line feed, bidirectional marks, other line ends, byte order mark, non-characters, lone surrogates.
const unsafe =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// GitHub takes `::` after blanks at the start of a line, and `##[` anywhere in it; others take `##vso[`, `##teamcity[`.
const ciCommand = /(?<=^[^\S\n]*):(?=:)|#(?=#\w*\[)/gm;

/**
 * A text from a server as it may be printed or attached: cut, with control and direction characters spelled out, and
 * without what a CI system would take for a command.
 */
export function sanitise(text: string, limit = longest): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}… (${text.length - limit} more characters)` : text;
  return cut
    .replaceAll(unsafe, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replaceAll(ciCommand, (sign) => `${sign}\\`);
}
