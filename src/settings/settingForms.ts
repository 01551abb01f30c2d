import { type Stance, stances } from '../judge/policy.ts';
import { type Form, SettingError } from './setting.ts';

/** Any text. */
export const text: Form<string> = (value) => value;

/** One of some words. */
export function oneOf<const T extends string>(members: readonly T[]): Form<T> {
  return (value, { name }) => {
    const found = members.find((member) => member === value);
    if (found === undefined)
      throw new SettingError(`${name} is ${JSON.stringify(value)}; it must be ${members.join(' or ')}`);
    return found;
  };
}

/** Some of some words, separated by commas. */
export function someOf<const T extends string>(members: readonly T[]): Form<T[]> {
  return (value, { name }) =>
    value.split(',').map((item) => {
      const found = members.find((member) => member === item.trim());
      if (found === undefined)
        throw new SettingError(
          `${name} names ${JSON.stringify(item.trim())}; it must list some of ${members.join(', ')}`,
        );
      return found;
    });
}

/** Texts, separated by commas. */
const list: Form<string[]> = (value) => value.split(',').flatMap((item) => item.trim() || []);

/** Policies with the stances that are taken on them, each once. */
export const stancesOf: Form<ReadonlyMap<string, Stance>> = (value, { name }) => {
  const chosen = new Map<string, Stance>();
  for (const item of value.split(',').map((one) => one.trim())) {
    const [id = '', word, ...more] = item.split('=');
    const stance = stances.find((one) => one === word);
    if (id === '' || stance === undefined || more.length > 0)
      throw new SettingError(
        `${name} has ${JSON.stringify(item)}; it must be a policy with ${stances.join(', ')}, such as second-delete=fail`,
      );
    if (chosen.has(id)) throw new SettingError(`${name} names ${id} twice; name each policy once`);
    chosen.set(id, stance);
  }
  return chosen;
};

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): Form<number> {
  return (value, { name }) => {
    if (!/^\d+$/.test(value) || Number(value) < least || Number(value) > most)
      throw new SettingError(
        `${name} is ${JSON.stringify(value)}; it must be a whole number of at least ${least} and at most ${most}`,
      );
    return Number(value);
  };
}

/** Where a server is: origin and path, without a slash at its end. What may have a password in it is not quoted. */
export const url: Form<string> = (value, { name }) => {
  const parsed = webAddress(value);
  if (!parsed) {
    const found = value.includes('@') ? 'no http or https URL' : JSON.stringify(value);
    throw new SettingError(`${name} is ${found}; it must be an http or https URL such as http://127.0.0.1:4010/beta`);
  }
  const { username, password, search, hash } = parsed;
  if ([username, password, search, hash].some((part) => part !== ''))
    throw new SettingError(`${name} has a user, password, query or fragment; it must be only origin and path`);
  return parsed.href.replace(/\/$/, '');
};

/** Hosts, separated by commas or white space. */
export const hosts: Form<string[]> = (value) => value.split(/[\s,]+/).filter((item) => item !== '');

/** Where an http proxy is, with user and password if it wants them; never quoted. */
export const proxy: Form<string> = (value, { name }) => proxyOf(value, name, webAddress(value));

/** Where a proxy is, which may be one that only other programs speak to (SOCKS); never quoted. */
export const proxyOfAnyKind: Form<string> = (value, { name }) =>
  proxyOf(
    value,
    name,
    webAddress(value) ?? (/^socks\w*:/i.test(value) && URL.canParse(value) ? new URL(value) : undefined),
  );

function proxyOf(value: string, name: string, parsed: URL | undefined): string {
  const isCut = /^\w+:\/\/[^@]*[\\/?#].*@/.test(value);
  if (!parsed && !isCut)
    throw new SettingError(`${name} is no http or https URL; it must be one such as http://127.0.0.1:8000`);
  if (!parsed || !['', '/'].includes(parsed.pathname) || parsed.search !== '' || parsed.hash !== '')
    throw new SettingError(
      `${name} has more than user, password, host and port; percent-encode / \\ ? # in user and password as %2F %5C %3F %23`,
    );
  const { username, password } = parsed;
  for (const part of [username, password])
    if (!isPercentEncoded(part))
      throw new SettingError(`${name} has a user or password that is not percent-encoded; write % as %25`);
  if (decodeURIComponent(username).includes(':'))
    throw new SettingError(`${name} has a colon in its user, which no proxy can take (RFC 7617); correct the user`);
  return value;
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function webAddress(value: string): URL | undefined {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  return parsed?.protocol === 'http:' || parsed?.protocol === 'https:' ? parsed : undefined;
}

/** A bearer token (RFC 6750 §2.1, b64token); never quoted. */
export const bearer: Form<string> = (value, { name }) => {
  if (!/^[\w.~+/-]+=*$/.test(value))
    throw new SettingError(
      `${name} is no bearer token; it must be of letters, digits and -._~+/ alone, with = only at the end (RFC 6750)`,
    );
  return value;
};

const leastLength = 16;
const leastDifferent = 8;

/** A key that nobody guesses; never quoted. */
export const secretKey: Form<string> = (value, { name }) => {
  const signs = [...value];
  const different = new Set(signs).size;
  if (signs.length < leastLength || different < leastDifferent)
    throw new SettingError(
      `${name} has ${signs.length} characters, ${different} of them different; it must be a random text of at least ${leastLength} characters, ${leastDifferent} of them different, such as openssl rand -base64 24 prints`,
    );
  return value;
};

/** A GUID; not quoted, for the id of a tenant is nobody else's business. */
export const guid: Form<string> = (value, { name, text }) => {
  if (!isGuid(value)) throw new SettingError(`${name} is no GUID; it must be the ${text}`);
  return value;
};

/** GUIDs, separated by commas. */
export const guids: Form<string[]> = (value, setting) => {
  const items = list(value, setting);
  if (!items.every(isGuid))
    throw new SettingError(`${setting.name} names what is no GUID; it must be the ${setting.text}`);
  return items;
};

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
