import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { SettingError } from './setting.ts';

/** The certificate authorities to trust where a PEM file adds some: those of Node and those of the file. Throws `SettingError`. */
export function trustWith(file: string): readonly string[] {
  return [...rootCertificates, ...certificatesIn(file)];
}

function certificatesIn(file: string): string[] {
  try {
    const found = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    for (const certificate of found) new X509Certificate(certificate);
    if (found.length > 0) return found;
  } catch {
    // Whatever is wrong with it, the sentence is the same.
  }
  throw new SettingError(`GRAPH_CA is "${file}", which is no file with certificates in PEM`);
}
