import type { Scope } from '../../mock/fault.ts';
import { faults } from '../../mock/faults/catalogue.ts';
import type { Model } from '../../model/model.ts';
import type { RequestContract } from '../../model/requestContract.ts';
import { type JsonValue, readJson } from '../../value/json.ts';
import { didYouMean } from '../../value/nearNames.ts';
import { checkProperty } from './faultProperty.ts';
import { UsageError } from './usageError.ts';

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
 * The faults of `--fault <name>[=<with>]`, where they show among the documented requests. Throws `UsageError` for a name that
 * is none, for a place that is not documented, where no fault would ever show, and for a place without a fault.
 */
export function chosenFaults(
  given: readonly string[],
  where: Where,
  requests: readonly RequestContract[],
  model: Model,
): ChosenFault[] {
  if (given.length === 0 && Object.keys(where).length > 0)
    throw new UsageError(
      '--fault-on and --fault-property say where a --fault shows, and there is none; --faults lists them',
    );
  const scope = scopeOf(where, requests, model);
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

function scopeOf({ on, property }: Where, requests: readonly RequestContract[], model: Model): Scope {
  const place = on === undefined ? undefined : placeOf(on, requests);
  if (property !== undefined) checkProperty(property, place ? [place.contract] : requests, model);
  return {
    ...(property === undefined ? {} : { property }),
    ...(place ? { method: place.contract.request.method, path: place.path } : {}),
  };
}

interface Place {
  readonly contract: RequestContract;
  readonly path: string;
}

function placeOf(on: string, requests: readonly RequestContract[]): Place {
  const places = requests.flatMap((contract) => contract.request.paths.map((path) => ({ contract, path })));
  const found = places.find((place) =>
    [lineOf(place), short(lineOf(place))].some((form) => unnamed(form) === unnamed(on)),
  );
  if (found) return found;
  const near = didYouMean(
    on,
    places.map((place) => short(lineOf(place))),
  );
  throw new UsageError(`--fault-on "${on}" is no documented request${near}`);
}

function lineOf({ contract, path }: Place): string {
  return `${contract.request.method} ${path}`;
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
