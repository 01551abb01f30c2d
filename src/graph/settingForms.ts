import { type Stance, stances } from '../contract/policy.ts';
import { type Form, SettingError } from './setting.ts';

/** Any text. */
export const text: Form<string> = (value) => value;

/** One of some words. */
export function oneOf<const T extends string>(members: readonly T[]): Form<T> {
  return (value, { name }) => {
    const found = members.find((member) => member === value);
    if (found === undefined) throw new SettingError(`${name} is "${value}"; it must be ${members.join(' or ')}`);
    return found;
  };
}

/** Some of some words, separated by commas. */
export function someOf<const T extends string>(members: readonly T[]): Form<T[]> {
  return (value, { name }) =>
    value.split(',').map((item) => {
      const found = members.find((member) => member === item.trim());
      if (found === undefined)
        throw new SettingError(`${name} names "${item.trim()}"; it must list some of ${members.join(', ')}`);
      return found;
    });
}

/** Texts, separated by commas. */
export const list: Form<string[]> = (value) => value.split(',').flatMap((item) => item.trim() || []);

/** Policies with the stances that are taken on them. */
export const stancesOf: Form<ReadonlyMap<string, Stance>> = (value, { name }) =>
  new Map(
    value.split(',').map((item) => {
      const [id = '', stance] = item.trim().split('=');
      const found = stances.find((one) => one === stance);
      if (found === undefined)
        throw new SettingError(
          `${name} has "${item.trim()}"; it must be a policy with ${stances.join(', ')}, such as second-delete=fail`,
        );
      return [id, found];
    }),
  );

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): Form<number> {
  return (value, { name }) => {
    if (!/^\d+$/.test(value) || Number(value) < least || Number(value) > most)
      throw new SettingError(
        `${name} is "${value}"; it must be a whole number of at least ${least} and at most ${most}`,
      );
    return Number(value);
  };
}

/** Where a server is: origin and path, without a slash at its end. */
export const url: Form<string> = (value, { name }) => {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    throw new SettingError(`${name} is "${value}"; it must be an http or https URL such as http://127.0.0.1:4010/beta`);
  }
  if (parsed.username !== '' || parsed.search !== '' || parsed.hash !== '') {
    throw new SettingError(`${name} has a user, query or fragment; it must be only origin and path`);
  }
  return parsed.href.replace(/\/$/, '');
};

/** Where a proxy is, with name and password where it wants them. */
export const proxy: Form<string> = (value, { name }) => {
  const protocol = URL.canParse(value) ? new URL(value).protocol : undefined;
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new SettingError(`${name} is no http or https URL; it must be one such as http://127.0.0.1:8000`);
  return value;
};

/** A GUID. */
export const guid: Form<string> = (value, { name, text }) => {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    throw new SettingError(`${name} is no GUID; it must be the ${text}`);
  return value;
};
