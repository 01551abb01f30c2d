import type { ClaimKind } from '../claim.ts';
import { body } from './body.ts';
import { echo } from './echo.ts';
import { effect } from './effect.ts';
import { example } from './example.ts';
import { gone } from './gone.ts';
import { identity } from './identity.ts';
import { listed } from './listed.ts';
import { mediaType } from './mediaType.ts';
import { moments } from './moments.ts';
import { odataType } from './odataType.ts';
import { parts } from './parts.ts';
import { paths } from './paths.ts';
import { derived, returned, type } from './property.ts';
import { knownValues, safe } from './reading.ts';
import { sibling } from './sibling.ts';
import { status } from './status.ts';
import { value } from './value.ts';
import { values } from './values.ts';

/** Every kind of claim, in the order in which claims are judged and shown: what a claim needs comes before it. */
export const claimKinds: readonly ClaimKind[] = [
  status,
  body,
  mediaType,
  odataType,
  returned,
  type,
  derived,
  value,
  echo,
  identity,
  moments,
  safe,
  knownValues,
  paths,
  values,
  parts,
  listed,
  gone,
  effect,
  sibling,
  example,
];
