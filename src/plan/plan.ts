import type { Claim } from '../claims/claim.ts';
import { claimsOf } from '../claims/claimsOf.ts';
import type { Api } from '../model/api.ts';
import { type Case, lifecycleCases, protocolCases, requestCases } from '../model/case.ts';
import type { Level } from '../model/level.ts';

/** A case with the claims it is asked for, the titles it is found under, and the tags it is selected by. */
export interface PlannedCase {
  readonly documented: Case;
  readonly claims: readonly Claim[];
  /** Resource type, page title, request line: unique together, and stable as long as the page is. */
  readonly titles: readonly [string, string, string];
  readonly tags: readonly string[];
}

/** The whole plan at some levels: every documented request line, then every method and path, then every resource type. */
export function plan(api: Api, levels: readonly Level[]): PlannedCase[] {
  const requests = api.requests.flatMap((contract) => requestCases(contract, api));
  return [...requests, ...protocolCases(api), ...lifecycleCases(api)]
    .map((documented) => {
      const claims = claimsOf(documented, api, levels);
      const asked = levels.filter((level) => claims.some((claim) => claim.level === level));
      return { documented, claims, titles: titlesOf(documented), tags: tagsOf(documented, asked) };
    })
    .filter(({ claims }) => claims.length > 0);
}

function titlesOf({ kind, resource, contract, path }: Case): PlannedCase['titles'] {
  const line = `${contract.request.method} ${shortPath(path)}`;
  if (kind === 'request') return [resource, contract.title, line];
  if (kind === 'protocol') return [resource, `${contract.title}: refusals and query options`, line];
  return [resource, 'Lifecycle', `The life of a ${resource}`];
}

function tagsOf({ kind, resource, contract }: Case, levels: readonly Level[]): string[] {
  const method = kind === 'lifecycle' ? [] : [`@${contract.request.method}`];
  return [
    `@${resource}`,
    ...method,
    ...levels.map((level) => `@${level}`),
    ...(kind === 'lifecycle' ? ['@lifecycle'] : []),
  ];
}

/** A path template that can be read at a glance: below the singleton, parameters without their names. */
function shortPath(template: string): string {
  return template.replace(/^\/deviceManagement/, '').replaceAll(/\{\w+\}/g, '{id}');
}

/** The key of a planned case among tests: its titles in one line. */
export function titleKey(titles: readonly string[]): string {
  return titles.join(' › ');
}
