import { readFileSync } from 'node:fs';
import type { SessionOptions } from './session.ts';

const read = (name: string): string => readFileSync(new URL(`../../fixtures/upload/${name}`, import.meta.url), 'utf8');

/** The definition file that conformance runs upload, and its language file. */
export function readUpload(): SessionOptions['upload'] {
  return { admx: read('example.admx'), adml: read('example.adml') };
}
