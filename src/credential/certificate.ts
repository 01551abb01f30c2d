import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import { FileError } from '../files/fileError.ts';
import { readBytes } from '../files/readFile.ts';
import type { SettingProblem } from '../settings/setting.ts';
import { settings } from '../settings/settings.ts';

const { name: path } = settings.certificatePath;
const { name: passwordName } = settings.certificatePassword;

/** No certificate with its chain and key is larger. */
const mostBytes = 1024 * 1024;

/** What is wrong with the certificate of an application and its key, as far as their file tells it. `now` is in milliseconds. */
export function certificateProblems(
  file: string | undefined,
  password: string | undefined,
  now: number,
): readonly SettingProblem[] {
  if (file === undefined) return [];
  let bytes: Buffer;
  try {
    bytes = readBytes(file, { mostBytes });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return [wrong(`${path} is "${file}", which ${error.message}`)];
  }
  const text = textOf(bytes);
  if (text.includes('-----BEGIN ')) return pemProblems(text, password, now);
  return bytes[0] === sequence ? derProblems(bytes, file, password, now) : [wrong(`${path} ${holdsNothing}`)];
}

/** The byte by which every value of ASN.1 begins that is a certificate, or a PFX, in DER. */
const sequence = 0x30;
const holdsNothing =
  'is a file without a certificate in PEM; it must hold the certificate (-----BEGIN CERTIFICATE-----) and its private key';

/** The text of a file of PEM; PowerShell writes UTF-16. */
function textOf(bytes: Buffer): string {
  return bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'latin1');
}

function pemProblems(text: string, password: string | undefined, now: number): readonly SettingProblem[] {
  if (text.charCodeAt(0) === 0xfeff) return [wrong(`${path} is a file in UTF-16; save it as ASCII or UTF-8`)];
  const [block] = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/) ?? [];
  const certificate = block === undefined ? undefined : certificateIn(block);
  if (block !== undefined && !certificate)
    return [wrong(`${path} holds a certificate that cannot be read; export it again`)];
  const key = keyIn(text, password);
  return [
    ...(certificate ? validityProblems(certificate, now) : []),
    ...(certificate ? [] : [wrong(`${path} holds no certificate; add the certificate of the key, in PEM`)]),
    ...('problem' in key ? [key.problem] : keyProblems(key.key, certificate)),
  ];
}

function certificateIn(content: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(content);
  } catch {
    return undefined;
  }
}

/** The private key in a PEM file, or what keeps it from being read. */
function keyIn(text: string, password: string | undefined): { key: KeyObject } | { problem: SettingProblem } {
  const [key] = text.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/) ?? [];
  if (key === undefined)
    return { problem: wrong(`${path} holds no private key; add the key of the certificate, in PEM`) };
  const isEncrypted = /BEGIN ENCRYPTED|Proc-Type: *4,ENCRYPTED/.test(key);
  if (isEncrypted && password === undefined)
    return {
      problem: {
        kind: 'missing',
        settings: [passwordName],
        sentence: `${passwordName} is not set, and the private key in ${path} is encrypted; set it to the password of the key`,
      },
    };
  try {
    return { key: createPrivateKey({ key, ...(password === undefined ? {} : { passphrase: password }) }) };
  } catch {
    return {
      problem: isEncrypted
        ? wrong(`the private key in ${path} cannot be decrypted; correct ${passwordName}`, passwordName)
        : wrong(`the private key in ${path} cannot be read; export it again, in PEM`),
    };
  }
}

function keyProblems(key: KeyObject, certificate: X509Certificate | undefined): readonly SettingProblem[] {
  if (key.asymmetricKeyType !== 'rsa')
    return [
      wrong(
        `the private key in ${path} is no RSA key, and Microsoft Entra takes no other; make a certificate with one`,
      ),
    ];
  if (!certificate || certificate.checkPrivateKey(key)) return [];
  return [
    wrong(
      `the private key in ${path} does not belong to the first certificate there; put the certificate of the key first`,
    ),
  ];
}

function validityProblems({ validFrom, validTo }: X509Certificate, now: number): readonly SettingProblem[] {
  if (Date.parse(validTo) <= now)
    return [
      wrong(`the certificate in ${path} expired on ${dayOf(validTo)}; make a new one and upload it to the application`),
    ];
  if (Date.parse(validFrom) > now)
    return [
      wrong(
        `the certificate in ${path} is not valid before ${dayOf(validFrom)}; wait, or set the clock of this machine if it is behind`,
      ),
    ];
  return [];
}

function dayOf(moment: string): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** A certificate alone, or a PFX, which the credential cannot read: how it is converted, and what else is wrong with it. */
function derProblems(
  bytes: Buffer,
  file: string,
  password: string | undefined,
  now: number,
): readonly SettingProblem[] {
  const alone = certificateIn(bytes);
  if (alone)
    return [
      ...validityProblems(alone, now),
      wrong(`${path} holds a certificate in DER and no private key; it must hold both, in PEM`),
    ];
  const inside = certificateInPfx(bytes, password);
  const convert = `openssl pkcs12 -in "${file}" -nodes -out application.pem`;
  const asPem = wrong(`${path} is a PFX file, and must be PEM; convert it: ${convert}`);
  if (inside === 'locked')
    return [
      password === undefined
        ? asPem
        : wrong(
            `${passwordName} does not open the PFX file in ${path}; correct it, and convert the file: ${convert}`,
            passwordName,
          ),
    ];
  return inside === 'unreadable' ? [asPem] : [...validityProblems(inside, now), asPem];
}

/** The certificate in a PFX, by Node's TLS, which alone can open one. */
function certificateInPfx(pfx: Buffer, password: string | undefined): X509Certificate | 'locked' | 'unreadable' {
  try {
    const secureContext = createSecureContext({ pfx, ...(password === undefined ? {} : { passphrase: password }) });
    const idle = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
    const socket = new TLSSocket(idle, { isServer: true, secureContext });
    const found = socket.getX509Certificate();
    socket.destroy();
    return found ?? 'unreadable';
  } catch (error) {
    return error instanceof Error && /mac verify/i.test(error.message) ? 'locked' : 'unreadable';
  }
}

function wrong(sentence: string, ...more: readonly string[]): SettingProblem {
  return { kind: 'wrong', settings: [path, ...more], sentence };
}
