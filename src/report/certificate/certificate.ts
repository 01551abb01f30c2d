import type { ClaimRecord } from '../../judge/claimRecord.ts';
import type { Contracts } from '../../model/contracts.ts';
import { type CaseRecord, decisionOf, type Results, type RunInfo } from '../record/results.ts';
import type { Rules } from '../record/rules.ts';
import type { Decision } from '../record/runReasons.ts';

/** Where a promise stands; `url` where the page is one of the documentation's. */
export interface CertifiedSource {
  readonly page: string;
  readonly section: string;
  readonly url?: string;
}

/** A claim that is told of by itself, in the words of the results. */
export interface CertifiedClaim extends Omit<ClaimRecord, 'id' | 'source' | 'level' | 'verdict' | 'notAsked'> {
  readonly case: string;
  readonly claim: string;
  readonly source: CertifiedSource;
}

/** Claims without a verdict of their own, for one reason: how many, and which of each case. */
export interface OpenClaims {
  readonly reason: string;
  readonly class?: string;
  readonly count: number;
  readonly cases: readonly { readonly case: string; readonly of: number; readonly claims: readonly string[] }[];
}

/** The digest of a file, by its path below the folder of the certificate. */
export interface SealedFile {
  readonly file: string;
  readonly sha256: string;
}

/** A case with the file of its evidence; without one where no worker gave any. */
export interface CaseEvidence extends Partial<SealedFile> {
  readonly case: string;
}

/** The digests of all that a certificate rests on. */
export interface SealedFiles {
  readonly results: SealedFile;
  readonly evidence: readonly CaseEvidence[];
}

/** `reports/conformance.json`: the verdict of a run with all that speaks for and against it. */
export interface Certificate extends RunInfo, Rules {
  readonly $schema: string;
  /** How many cases were judged, of how many that the contracts have at these levels. */
  readonly selection: { readonly cases: number; readonly of: number };
  readonly totals: Results['totals'];
  readonly verdict: Decision;
  readonly reasons: readonly string[];
  readonly claims: {
    readonly fail: readonly CertifiedClaim[];
    readonly healed: readonly CertifiedClaim[];
    readonly error: readonly CertifiedClaim[];
    readonly deviation: readonly CertifiedClaim[];
    readonly warned: readonly CertifiedClaim[];
    readonly inconclusive: readonly OpenClaims[];
    readonly skipped: readonly OpenClaims[];
    readonly unclaimed: readonly OpenClaims[];
  };
  readonly files: SealedFiles;
}

/** What a certificate says besides the results: the rules, the number of cases in the whole plan, and the address of each page. */
export interface CertificateContext {
  readonly rules: Rules;
  readonly planned: number;
  readonly pages: ReadonlyMap<string, string>;
}

/** The public address of each page that the contracts were compiled from. */
export function addressesIn({ types, requests }: Contracts): Map<string, string> {
  return new Map([...types, ...requests].map(({ source }) => [source.page, source.url]));
}

/** The certificate of results; it follows from them, their context and the digests of the files alone. */
export function certificateOf(
  results: Results,
  { rules, planned, pages }: CertificateContext,
  files: SealedFiles,
): Certificate {
  const { suite, contracts, target, levels, startedAt, milliseconds, totals, reasons, cases } = results;
  const told = (chosen: (claim: ClaimRecord) => boolean): CertifiedClaim[] =>
    claimsIn(cases, chosen).map(([record, claim]) => certified(record, claim, pages));
  const open = (chosen: (claim: ClaimRecord) => boolean): OpenClaims[] => byReason(claimsIn(cases, chosen));
  return {
    $schema: '../contracts/certificate.schema.json',
    suite,
    contracts,
    ...rules,
    target,
    levels,
    startedAt,
    milliseconds,
    selection: { cases: cases.length, of: planned },
    totals,
    verdict: decisionOf(results),
    reasons,
    claims: {
      fail: told(({ verdict }) => verdict === 'fail'),
      healed: told(({ verdict }) => verdict === 'healed'),
      error: told(({ verdict }) => verdict === 'error'),
      deviation: told(({ verdict }) => verdict === 'deviation'),
      warned: told(({ warning }) => warning !== undefined),
      inconclusive: open(({ verdict }) => verdict === 'inconclusive'),
      skipped: open(({ verdict, notAsked }) => verdict === 'skipped' && notAsked?.by !== 'capabilities'),
      unclaimed: open(({ notAsked }) => notAsked?.by === 'capabilities'),
    },
    files,
  };
}

type Found = readonly [record: CaseRecord, claim: ClaimRecord];

function claimsIn(cases: readonly CaseRecord[], chosen: (claim: ClaimRecord) => boolean): Found[] {
  return cases.flatMap((record) => record.claims.filter(chosen).map((claim): Found => [record, claim]));
}

function certified(record: CaseRecord, claim: ClaimRecord, pages: ReadonlyMap<string, string>): CertifiedClaim {
  const { id, level: _level, verdict: _verdict, excerpt: _excerpt, source, ...rest } = claim;
  const url = pages.get(source.page);
  return { case: record.id, claim: id, ...rest, source: { ...source, ...(url === undefined ? {} : { url }) } };
}

/** Claims by why nothing is said of them; the reason that leaves most of them open comes first. */
function byReason(found: readonly Found[]): OpenClaims[] {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const key = JSON.stringify([one[1].reason, one[1].class]);
    const group = groups.get(key) ?? [];
    group.push(one);
    groups.set(key, group);
  }
  return [...groups.values()]
    .toSorted((one, other) => other.length - one.length)
    .map((group) => {
      const claim = group[0]?.[1];
      const cases = [...new Set(group.map(([record]) => record))];
      return {
        reason: claim?.reason ?? '',
        ...(claim?.class === undefined ? {} : { class: claim.class }),
        count: group.length,
        cases: cases.map((record) => ({
          case: record.id,
          of: record.claims.length,
          claims: group.flatMap(([own, { id }]) => (own === record ? [id] : [])),
        })),
      };
    });
}
