import { type JsonValue, readJson } from '../contract/json.ts';
import { didYouMean } from '../contract/nearNames.ts';
import type { Scope } from '../mock/fault.ts';
import { faults } from '../mock/faults/catalogue.ts';
import { UsageError } from './command.ts';

/** A fault as the mock takes it: its name, and where it shows. */
export interface ChosenFault {
  readonly name: string;
  readonly scope: Scope;
}

/** Where all faults of a mock show, as arguments say it. */
export interface Where {
  /** `<METHOD> <path template>`; all requests where it is left out. */
  readonly on?: string;
  /** Names from the root, joined by `/`. */
  readonly property?: string;
}

/**
 * The faults of `--fault <name>[=<with>]`, where they show among the documented requests (`METHOD template`). Throws
 * `UsageError` for a name that is none, and for a place that is not documented, where no fault would ever show.
 */
export function chosenFaults(given: readonly string[], where: Where, requests: readonly string[]): ChosenFault[] {
  const scope = scopeOf(where, requests);
  return given.map((one) => {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(one) ?? [];
    const fault = faults.find((candidate) => candidate.name === name);
    if (!fault)
      throw new UsageError(
        `--fault ${name} is no fault${didYouMean(
          name,
          faults.map((candidate) => candidate.name),
        )}; --faults lists them all`,
      );
    if (fault.needs !== undefined && value === undefined)
      throw new UsageError(`--fault ${name} needs ${fault.needs}: --fault ${name}=…`);
    return { name, scope: value === undefined ? scope : { ...scope, with: readValue(value) } };
  });
}

/** Every fault with what it does, and the kind of claim that it breaks. */
export function faultList(): string {
  const width = Math.max(...faults.map(({ name }) => name.length));
  return faults
    .map(
      ({ name, breaks, text }) => `${name.padEnd(width)}  ${text}${breaks === undefined ? '' : ` (breaks ${breaks})`}`,
    )
    .join('\n');
}

function scopeOf({ on, property }: Where, requests: readonly string[]): Scope {
  const about = property === undefined ? {} : { property };
  if (on === undefined) return about;
  const request = requests.find((one) => [one, short(one)].some((form) => unnamed(form) === unnamed(on)));
  const [method, path] = request?.split(' ') ?? [];
  if (method === undefined || path === undefined)
    throw new UsageError(`--fault-on "${on}" is no documented request${didYouMean(on, requests.map(short))}`);
  return { ...about, method, path };
}

/** A request as titles show it, below the singleton. */
function short(request: string): string {
  return request.replace(' /deviceManagement', ' ');
}

function unnamed(request: string): string {
  return request.replaceAll(/\{\w*\}/g, '{}');
}

/** JSON, or else the text itself. */
function readValue(text: string): JsonValue {
  try {
    return readJson(text);
  } catch {
    return text;
  }
}
