import type { Decision } from '../record/runReasons.ts';
import { numbersOf } from '../record/totals.ts';
import type { Certificate } from './certificate.ts';

const colours: Readonly<Record<Decision, string>> = {
  conformant: '#2c7a2c',
  'not conformant': '#b3261e',
  inconclusive: '#6b6b6b',
  incomplete: '#6b6b6b',
  error: '#6b6b6b',
  interrupted: '#6b6b6b',
};

const subject = 'Group Policy API';
const height = 20;
const margin = 8;
/** What a character of 11 px takes about; the text is fitted to its place, whatever font there is. */
const perCharacter = 6.6;

/** The verdict of a certificate as a small picture, which asks for nothing elsewhere. */
export function badge(certificate: Certificate): string {
  const message = messageOf(certificate);
  const [left, right] = [subject, message].map((text) => Math.round(text.length * perCharacter) + 2 * margin);
  const width = (left ?? 0) + (right ?? 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img" aria-label="${escaped(`${subject}: ${message}`)}">`,
    `<title>${escaped(`${subject}: ${message}`)}</title>`,
    `<rect width="${width}" height="${height}" rx="3" fill="${colours[certificate.verdict]}"/>`,
    `<path d="M3 0h${(left ?? 0) - 3}v${height}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#444"/>`,
    '<g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">',
    textAt(margin, (left ?? 0) - 2 * margin, subject),
    textAt((left ?? 0) + margin, (right ?? 0) - 2 * margin, message),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function textAt(x: number, length: number, text: string): string {
  return `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`;
}

/** The verdict with its numbers: of the claims that were asked, and how many were planned besides; a run of a part of the plan says so. */
function messageOf({ verdict, totals: { claims }, selection }: Certificate): string {
  const { planned, asked, judged } = numbersOf(claims);
  const open = `${asked - judged} of ${asked} asked claims open`;
  const counts: Readonly<Record<Decision, string>> = {
    conformant: `${judged} of ${asked} asked claims`,
    'not conformant': `${claims.fail} of ${asked} asked claims broken`,
    inconclusive: open,
    incomplete: open,
    error: open,
    interrupted: open,
  };
  const part = selection.cases < selection.of ? `, ${selection.cases} of ${selection.of} cases` : '';
  const narrowed = asked < planned ? `, ${planned} planned` : '';
  return `${verdict}, ${counts[verdict]}${narrowed}${part}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
