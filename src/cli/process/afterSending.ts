import { systemRefusal } from './systemRefusal.ts';

/** Something that went wrong after the first request was sent, in one sentence: no usage that could have been refused. */
export class LateFault extends Error {}

/**
 * Does what comes after the first request. A place that the system lets nobody write to is then a `LateFault`: 64 is for what
 * is told before anything is sent.
 */
export async function afterSending<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const refused = systemRefusal(error);
    throw refused === undefined ? error : new LateFault(refused, { cause: error });
  }
}
