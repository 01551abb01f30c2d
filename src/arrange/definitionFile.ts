import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suiteRoot } from '../files/root.ts';
import type { SessionOptions } from './session.ts';

const read = (name: string): string => readFileSync(join(suiteRoot, 'fixtures/upload', name), 'utf8');

/** The definition file that conformance runs upload, and its language file. */
export function readUpload(): SessionOptions['upload'] {
  return { admx: read('example.admx'), adml: read('example.adml') };
}
