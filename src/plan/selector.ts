import type { PlannedCase } from './plan.ts';

/** The variable that hands the ids of chosen cases, as a JSON array, to every process of a run. */
export const onlyVariable = 'GPCONF_ONLY';

/**
 * The planned cases that a selector names: a case (`groupPolicyOperation/create#1`), all cases of a contract
 * (`groupPolicyOperation/create`) or of a resource type, those that make a claim (`returned/content`) or have claims of a
 * kind (`returned`), or both with an @ between. A claim chooses its cases; their other claims are judged as well.
 */
export function casesNamed(plan: readonly PlannedCase[], selector: string): PlannedCase[] {
  const [name = '', ...claim] = selector.split('@');
  const cases = plan.filter(({ documented }) => isNamed(documented.id, name));
  if (claim.length > 0) return withClaim(name === '' ? plan : cases, claim.join('@'));
  return cases.length > 0 ? cases : withClaim(plan, selector);
}

function withClaim(plan: readonly PlannedCase[], claim: string): PlannedCase[] {
  return plan.filter(({ claims }) => claims.some(({ id, kind }) => id === claim || kind === claim));
}

/** A whole id, or what stands before a number or a slash in it; a number itself stands for the documented request alone. */
function isNamed(id: string, name: string): boolean {
  if (name === '' || id === name) return name !== '';
  return !name.includes('#') && (id.startsWith(`${name}#`) || id.startsWith(`${name}/`));
}

/** The plan with the chosen cases alone, where the variable chooses some. Throws one sentence for a text that is none of the suite's. */
export function narrowed(plan: readonly PlannedCase[], chosen: string | undefined): readonly PlannedCase[] {
  if (!chosen) return plan;
  const ids = new Set(idsIn(chosen));
  return plan.filter(({ documented }) => ids.has(documented.id));
}

function idsIn(chosen: string): readonly unknown[] {
  try {
    const ids: unknown = JSON.parse(chosen);
    if (Array.isArray(ids)) return ids;
  } catch {
    // Whatever is wrong with it, the sentence is the same.
  }
  throw new Error(`${onlyVariable} is no JSON array; unset it, and choose cases by --only`);
}
