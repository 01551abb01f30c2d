import { UsageError } from './usageError.ts';

/** The regular expression that an option gives; throws `UsageError` for a text that is none. */
export function patternOf(text: string, option: string): RegExp {
  const [, body = text, flags = 'i'] = /^\/(.*)\/([gi]*)$/.exec(text) ?? [];
  try {
    return new RegExp(body, flags.replace('g', ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(': ').at(-1) : '';
    throw new UsageError(
      `${option} "${text}" is no regular expression (${reason}); put a backslash before a sign that stands for itself`,
    );
  }
}
