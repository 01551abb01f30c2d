import type { CaseKind } from '../case.ts';
import type { ClaimKind } from '../claim.ts';
import { agreement } from './agreement.ts';
import { below, elsewhere } from './below.ts';
import { body } from './body.ts';
import { contextFirst } from './context.ts';
import { echo } from './echo.ts';
import { effect } from './effect.ts';
import { challenge, errorAlone, errorCode } from './errorForm.ts';
import { example } from './example.ts';
import { gone, twice } from './gone.ts';
import { identity } from './identity.ts';
import { listed } from './listed.ts';
import { contention, retryAfter } from './manners.ts';
import { mediaType } from './mediaType.ts';
import { advance, moments } from './moments.ts';
import { odataType } from './odataType.ts';
import { own } from './own.ts';
import { count, lastPage, pages } from './paging.ts';
import { parallel } from './parallel.ts';
import { parts } from './parts.ts';
import { paths } from './paths.ts';
import { precondition } from './precondition.ts';
import { derived, returned, type } from './property.ts';
import { expand, select } from './query.ts';
import { knownValues, safe } from './reading.ts';
import { recent } from './recent.ts';
import { errorObject, refused, untouched } from './refusal.ts';
import { sibling } from './sibling.ts';
import { sparse } from './sparse.ts';
import { status } from './status.ts';
import { steady } from './steady.ts';
import { story } from './story.ts';
import { unasked } from './unasked.ts';
import { value } from './value.ts';
import { values } from './values.ts';

/** The kinds of claim that each kind of case has, in the order in which they are judged and shown: what a claim needs comes before it. */
export const kindsOf: Readonly<Record<CaseKind, readonly ClaimKind[]>> = {
  request: [
    status,
    body,
    mediaType,
    contextFirst,
    odataType,
    returned,
    type,
    derived,
    value,
    echo,
    identity,
    moments,
    advance,
    recent,
    safe,
    knownValues,
    paths,
    values,
    steady,
    parts,
    listed,
    own,
    gone,
    effect,
    sibling,
    below,
    elsewhere,
    example,
    sparse,
    unasked,
    retryAfter,
    contention,
  ],
  protocol: [
    refused,
    errorObject,
    errorAlone,
    errorCode,
    challenge,
    untouched,
    select,
    expand,
    agreement,
    pages,
    lastPage,
    count,
    precondition,
    twice,
  ],
  lifecycle: [story, parallel],
};

/** Every kind of claim. */
export const claimKinds: readonly ClaimKind[] = Object.values(kindsOf).flat();
