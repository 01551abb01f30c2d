/** How much a claim asks: what the page itself says, what its verbs mean, what Graph and OData agree on everywhere. */
export type Level = 'shape' | 'state' | 'protocol';
