/** Wrong usage: the message says where, what was expected, what was found, and what to do. */
export class UsageError extends Error {}
