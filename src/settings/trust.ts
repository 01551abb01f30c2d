import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { FileError } from '../files/fileError.ts';
import { readBytes } from '../files/readFile.ts';
import { type Environment, SettingError } from './setting.ts';

/** The store of an operating system has fewer bytes. */
const mostBytes = 16 * 1024 * 1024;

/** The certificate authorities in a PEM file, to trust besides those that Node does. Throws `SettingError`. */
export function trustWith(file: string): readonly string[] {
  const bytes = contentOf(file);
  const found = certificatesIn(bytes);
  if (found.length > 0) return found;
  throw new SettingError(
    `GRAPH_CA is "${file}", which is no file with certificates in PEM${isCertificate(bytes) ? ' but one in DER; convert it by openssl x509 -inform der' : ''}`,
  );
}

/** The certificate authorities of NODE_EXTRA_CA_CERTS, which Node reads only if it is set before Node starts; of a wrong file it warns itself. */
export function extraTrust(environment: Environment): readonly string[] {
  const file = environment['NODE_EXTRA_CA_CERTS'];
  if (!file) return [];
  try {
    return certificatesIn(readBytes(file, { mostBytes }));
  } catch {
    return [];
  }
}

/**
 * Whom connections trust: whatever Node does, from its own list, NODE_EXTRA_CA_CERTS, --use-system-ca, or the store of OpenSSL,
 * and some certificates more. `ca` of `node:tls` would put them in its place.
 */
export function secureContextWith(trust: readonly string[]): SecureContext {
  const secure = createSecureContext();
  const store: { addCACert(certificate: string): void } = secure.context;
  for (const certificate of trust) store.addCACert(certificate);
  return secure;
}

function contentOf(file: string): Buffer {
  try {
    return readBytes(file, { mostBytes });
  } catch (error) {
    const what = error instanceof FileError ? error.message : 'cannot be read';
    throw new SettingError(`GRAPH_CA is "${file}", which ${what}; name a PEM file of certificate authorities`);
  }
}

/** The certificates in a PEM file; none if one of them cannot be read. */
function certificatesIn(bytes: Buffer): string[] {
  const found = bytes.toString('utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.every(isCertificate) ? found : [];
}

function isCertificate(content: string | Buffer): boolean {
  try {
    return new X509Certificate(content).raw.length > 0;
  } catch {
    return false;
  }
}
