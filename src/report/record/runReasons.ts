import { isChosen } from '../../plan/omission.ts';
import { counted } from '../text/counted.ts';
import { describeMissing, type MissingShards } from './missingShards.ts';
import { notAskedWords } from './notAsked.ts';
import type { NothingJudged } from './nothingJudged.ts';
import type { Interruption } from './results.ts';
import type { ClassTotals, NotAsked, Numbers, Totals } from './totals.ts';

/** What a run came to, in one word or two. `incomplete`: a part of it is missing; `error`: the suite itself failed. */
export type Decision = 'conformant' | 'not conformant' | 'inconclusive' | 'incomplete' | 'error' | 'interrupted';

/** Something that stands against conformance, as a value; sentences are made of it where it is shown. */
export type RunReason =
  | ({ readonly kind: 'interrupted' } & Interruption)
  | { readonly kind: 'broken'; readonly claims: number }
  | { readonly kind: 'error'; readonly claims: number }
  | { readonly kind: 'trouble'; readonly text: string }
  | ({ readonly kind: 'shard missing'; readonly cases: number } & MissingShards)
  | { readonly kind: 'nothing planned' }
  | { readonly kind: 'nothing asked'; readonly notAsked: readonly NotAsked[] }
  | ({ readonly kind: 'nothing judged' } & NothingJudged)
  | { readonly kind: 'not judged'; readonly claims: number; readonly blocked: number; readonly classes: ClassTotals };

type Kind = RunReason['kind'];

/** What each reason makes of a run. */
const decisions: Readonly<Record<Kind, Decision>> = {
  interrupted: 'interrupted',
  broken: 'not conformant',
  error: 'error',
  trouble: 'error',
  'shard missing': 'incomplete',
  'nothing planned': 'inconclusive',
  'nothing asked': 'inconclusive',
  'nothing judged': 'inconclusive',
  'not judged': 'inconclusive',
};

/** The decisions, the one that counts most first: an interrupted run is told as such, and a broken promise before anything else. */
const byWeight: readonly Decision[] = ['interrupted', 'not conformant', 'error', 'incomplete', 'inconclusive'];

/** What a run came to by everything that stands against it. */
export function decide(reasons: readonly RunReason[]): Decision {
  const found = new Set(reasons.map(({ kind }) => decisions[kind]));
  return byWeight.find((decision) => found.has(decision)) ?? 'conformant';
}

/** What the reasons of a run follow from. */
export interface RunFacts {
  readonly numbers: Numbers;
  readonly claims: Totals;
  readonly classes: ClassTotals;
  readonly notAsked: readonly NotAsked[];
  /** How many claims another one that is broken keeps from being judged. */
  readonly blocked: number;
  /** The shards that are missing, and how many cases never ran for that. */
  readonly missing?: MissingShards & { readonly cases: number };
  readonly interrupted?: Interruption;
  readonly nothingJudged?: NothingJudged;
  /** What went wrong beside the cases, in sentences. */
  readonly troubles: readonly string[];
}

/** Everything that stands against the conformance of a run. A run is conformant if there is nothing. */
export function reasonsOfRun(facts: RunFacts): RunReason[] {
  const { numbers, claims, classes, notAsked, blocked, missing, interrupted, nothingJudged, troubles } = facts;
  const isWhole = notAsked.every(({ cause }) => isChosen(cause));
  return [
    ...(interrupted ? [{ kind: 'interrupted', ...interrupted } as const] : []),
    ...(claims.fail > 0 ? [{ kind: 'broken', claims: claims.fail } as const] : []),
    ...(claims.error > 0 ? [{ kind: 'error', claims: claims.error } as const] : []),
    ...(missing ? [{ kind: 'shard missing', ...missing } as const] : []),
    ...(nothingJudged
      ? [{ kind: 'nothing judged', ...nothingJudged } as const]
      : claims.inconclusive > 0
        ? [{ kind: 'not judged', claims: claims.inconclusive, blocked, classes } as const]
        : []),
    ...(nothingJudged || numbers.asked > 0 || !isWhole
      ? []
      : [
          numbers.planned === 0
            ? ({ kind: 'nothing planned' } as const)
            : ({ kind: 'nothing asked', notAsked } as const),
        ]),
    ...troubles.map((text) => ({ kind: 'trouble', text }) as const),
  ];
}

const sentences: { readonly [Name in Kind]: (reason: Extract<RunReason, { kind: Name }>) => string } = {
  interrupted: ({ signal, cases, of }) => `interrupted after ${cases} of ${counted(of, 'case')} (${signal})`,
  broken: ({ claims }) => `${counted(claims, 'claim')} ${claims === 1 ? 'is' : 'are'} broken`,
  error: ({ claims }) => `${counted(claims, 'claim')} could not be judged because of an error in the suite`,
  trouble: ({ text }) => text,
  'shard missing': ({ cases, ...shards }) =>
    `${describeMissing(shards)}: ${counted(cases, 'case')} ${cases === 1 ? 'was' : 'were'} not run`,
  'nothing planned': () => 'no case was planned; check the selection',
  'nothing asked': ({ notAsked }) => `nothing was asked; ${notAskedWords(notAsked)}`,
  'nothing judged': ({ class: name, reason }) => `nothing of the service could be judged (${name}): ${reason}`,
  'not judged': ({ claims, blocked, classes }) =>
    `${counted(claims, 'claim')} could not be judged${ofThem(classes, blocked)}`,
};

/** A reason in words. */
export function describeReason<Name extends Kind>(reason: Extract<RunReason, { kind: Name }>): string {
  const say = sentences[reason.kind as Name] as (one: typeof reason) => string;
  return say(reason);
}

/** Why claims could not be judged, as far as that can be counted. */
function ofThem(classes: ClassTotals, blocked: number): string {
  const because = blocked > 0 ? `, ${blocked} of them because another is broken` : '';
  const counts = Object.entries(classes).map(([name, number]) => `${name} ${number}`);
  return `${because}${counts.length > 0 ? ` (${counts.join(', ')})` : ''}`;
}
