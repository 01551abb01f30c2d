/** What a run may write: nothing; what it created itself; every documented request, in a tenant that is there for it. */
export type WriteMode = (typeof writeModes)[number];

/** The modes, the safest first. */
export const writeModes = ['none', 'own', 'dedicated'] as const;
