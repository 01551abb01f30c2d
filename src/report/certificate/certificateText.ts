import { outcomes } from '../../judge/verdict.ts';
import { numbersLine, numbersOf } from '../record/totals.ts';
import { asMarkdown, type Block, type Fact } from '../text/document.ts';
import type { Certificate, CertifiedClaim, CertifiedSource, OpenClaims } from './certificate.ts';

/** A certificate as Markdown. */
export function certificateMarkdown(certificate: Certificate): string {
  const { verdict, claims, reasons } = certificate;
  return asMarkdown(`Group Policy API: ${verdict}`, [
    ...reasons.map((text): Block => ({ kind: 'line', text })),
    { kind: 'entry', text: 'what was judged', facts: judged(certificate) },
    { kind: 'entry', text: 'by what', facts: rules(certificate) },
    totals(certificate),
    ...told('Broken promises', claims.fail),
    ...told('Recorded deviations that no longer show', claims.healed),
    ...told('Faults of the suite', claims.error),
    ...open('What could not be judged', claims.inconclusive),
    ...open('What was not asked', claims.skipped),
    ...open('What the target does not claim', claims.unclaimed),
    ...told('Known deviations', claims.deviation),
    ...told('Not kept, and let pass by policy', claims.warned),
    ...sealed(certificate),
  ]);
}

function judged({ target, levels, startedAt, milliseconds, selection, totals: { claims } }: Certificate): Fact[] {
  const words = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  const part = selection.cases < selection.of ? ', a part of the plan' : '';
  return [
    ...Object.entries(target).map(([name, value]): Fact => [name === 'kind' ? 'target' : name, words(value)]),
    ['levels', levels.join(', ')],
    ['cases', `${selection.cases} of ${selection.of}${part}`],
    ['claims', numbersLine(numbersOf(claims))],
    ['when', `${startedAt}, ${(milliseconds / 1000).toFixed(1)} s`],
  ];
}

function rules({ suite, contracts, policies, deviations }: Certificate): Fact[] {
  const stances = Object.entries(policies.stances).map(([id, stance]) => `${id} ${stance}`);
  return [
    ['suite', `${suite.name} ${suite.version}`],
    ['contracts', `${contracts.count}, SHA-256 ${contracts.digest}`],
    ['policies', `${stances.length}, SHA-256 ${policies.digest}`],
    ...stances.map((stance): Fact => ['stance', stance]),
    ['deviations', `${deviations.entries.length}, SHA-256 ${deviations.digest}`],
    ...(deviations.lapsed ?? []).map(
      ({ contract, claim, reviewBy }): Fact => ['review over', `${contract} at "${claim}", due by ${reviewBy}`],
    ),
  ];
}

function totals({ totals: { cases, claims } }: Certificate): Block {
  const names = outcomes.toReversed();
  return {
    kind: 'table',
    rows: [
      ['', ...names],
      ['cases', ...names.map((name) => String(cases[name]))],
      ['claims', ...names.map((name) => String(claims[name]))],
    ],
  };
}

/** Claims under a heading, those of one cause once, with the cases. */
function told(title: string, claims: readonly CertifiedClaim[]): Block[] {
  const groups = new Map<string, CertifiedClaim[]>();
  for (const claim of claims) {
    const { case: _case, claim: _claim, ...cause } = claim;
    const key = JSON.stringify(cause);
    const group = groups.get(key) ?? [];
    group.push(claim);
    groups.set(key, group);
  }
  return section(title, claims.length, [...groups.values()].flatMap(entryOf));
}

function entryOf(group: readonly CertifiedClaim[]): Block[] {
  const [first] = group;
  if (!first) return [];
  const { text, expected, received, pointer, reason, warning, source } = first;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['expected', expected],
    ['received', received],
    ['at', pointer],
    ['because', reason],
    ['policy', warning],
  ];
  return [
    {
      kind: 'entry',
      text,
      facts: [
        ...facts.flatMap(([name, value]): Fact[] => (value === undefined ? [] : [[name, value]])),
        sourceFact(source),
        ...group.map((one): Fact => ['in', `${one.case} ${one.claim}`]),
      ],
    },
  ];
}

function sourceFact({ page, section: part, url }: CertifiedSource): Fact {
  const text = `${page}, ${part}`;
  return url === undefined ? ['source', text] : ['source', text, url];
}

/** Claims under a heading by their reason; of a case of which all are meant, only how many. */
function open(title: string, groups: readonly OpenClaims[]): Block[] {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return section(
    title,
    count,
    groups.map(({ reason, class: name, count: own, cases }) => ({
      kind: 'entry',
      text: `${own}: ${reason}${name === undefined ? '' : ` (${name})`}`,
      facts: cases.flatMap(({ case: id, of, claims }): Fact[] =>
        claims.length === of ? [['in', `${id}, all ${of}`]] : claims.map((claim) => ['in', `${id} ${claim}`]),
      ),
    })),
  );
}

function section(title: string, count: number, blocks: readonly Block[]): Block[] {
  return count === 0 ? [] : [{ kind: 'heading', text: `${title} (${count})` }, ...blocks];
}

function sealed({ files: { results, evidence } }: Certificate): Block[] {
  const found = evidence.filter(({ file }) => file !== undefined).length;
  return [
    { kind: 'heading', text: 'How to verify' },
    {
      kind: 'line',
      text: `npm run verify judges the recorded evidence of ${found} cases anew and holds every file against the digests in conformance.json. Digests show that the files agree with each other; they do not show who wrote them.`,
    },
    { kind: 'entry', text: results.file, facts: [['SHA-256', results.sha256]] },
  ];
}
