import type { MockOptions } from '../mock/server.ts';

/** Servers that are wrong everywhere, each in its own way; the target's first answer, by which it is found, is a success. */
export const wrongServers: Readonly<Record<string, MockOptions['faults']>> = {
  'another status and media type in every answer': [{ name: 'wrong-status' }, { name: 'no-content-type' }],
  'collections that never show anything': [{ name: 'list-nothing' }],
};
