import type { TargetInfo } from '../../model/targetInfo.ts';

/** A target in a few words: where it is, and what a reader has to know about the way there. */
export function describeTarget({ kind, baseUrl, insecure, proxies = [], capabilities }: TargetInfo): string {
  const notes = [
    ...(insecure ? ['certificates unchecked'] : []),
    ...(proxies.length > 0 ? [`proxy ${proxies.join(', ')}`] : []),
    ...(capabilities ? ['as far as its capabilities go'] : []),
  ];
  return `${baseUrl ?? `the ${kind} mock`}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}
