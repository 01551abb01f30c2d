import type { Api } from './api.ts';
import { type Case, planCases } from './case.ts';
import { claimsOf } from './check.ts';
import type { Claim, Level } from './claim.ts';

/** A case with the claims it is asked for, the titles it is found under, and the tags it is selected by. */
export interface PlannedCase {
  readonly documented: Case;
  readonly claims: readonly Claim[];
  /** Resource type, page title, request line: unique together, and stable as long as the page is. */
  readonly titles: readonly [string, string, string];
  readonly tags: readonly string[];
}

/** The whole plan: every documented request line at some levels, in the order of the contracts. */
export function plan(api: Api, levels: readonly Level[]): PlannedCase[] {
  return api.requests
    .flatMap((contract) => planCases(contract, api))
    .map((documented) => {
      const claims = claimsOf(documented, api, levels);
      const asked = levels.filter((level) => claims.some((claim) => claim.level === level));
      const { method } = documented.contract.request;
      return {
        documented,
        claims,
        titles: [documented.resource, documented.contract.title, `${method} ${shortPath(documented.path)}`] as const,
        tags: [`@${documented.resource}`, `@${method}`, ...asked.map((level) => `@${level}`)],
      };
    })
    .filter(({ claims }) => claims.length > 0);
}

/** A path template that can be read at a glance: below the singleton, parameters without their names. */
function shortPath(template: string): string {
  return template.replace(/^\/deviceManagement/, '').replaceAll(/\{\w+\}/g, '{id}');
}

/** The key of a planned case among tests: its titles in one line. */
export function titleKey(titles: readonly string[]): string {
  return titles.join(' › ');
}
