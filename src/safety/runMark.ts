import { createHmac, timingSafeEqual } from 'node:crypto';
import type { JsonObject } from '../value/json.ts';

/** Whose an entity is and until when: a run, and the moment after which nobody needs what it made. */
export interface Ownership {
  readonly run: string;
  readonly expires: Date;
}

const form = /gpconf-([0-9a-f]{12})-(\d{10})-([0-9a-f]{16})(?![0-9a-f])/;

/** The text that entities of a run carry in one of their own texts: a name, the run, its end in seconds since 1970, and a seal by a secret key. */
export function markOf({ run, expires }: Ownership, key: string): string {
  const end = String(Math.floor(expires.getTime() / 1000)).padStart(10, '0');
  return `gpconf-${run}-${end}-${sealOf(`${run}-${end}`, key)}`;
}

/** Whose an entity is by the mark in its own texts, undefined without one, or with one that another key sealed. */
export function ownerOf(entity: JsonObject, key: string): Ownership | undefined {
  for (const value of Object.values(entity)) {
    const [, run, end, seal] = (typeof value === 'string' && form.exec(value)) || [];
    if (run === undefined || end === undefined || seal === undefined) continue;
    const due = sealOf(`${run}-${end}`, key);
    if (timingSafeEqual(Buffer.from(seal), Buffer.from(due))) return { run, expires: new Date(Number(end) * 1000) };
  }
  return undefined;
}

function sealOf(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 16);
}
