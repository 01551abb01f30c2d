import type { CaseKind } from '../model/case.ts';
import type { ClaimKind } from './claim.ts';
import { challenge, errorAlone, errorCode } from './protocol/errorForm.ts';
import { contention, retryAfter } from './protocol/manners.ts';
import { count, lastPage, pages } from './protocol/paging.ts';
import { parallel } from './protocol/parallel.ts';
import { precondition } from './protocol/precondition.ts';
import { expand, select } from './protocol/query.ts';
import { errorObject, refused, untouched } from './protocol/refusal.ts';
import { unasked } from './protocol/unasked.ts';
import { body } from './shape/body.ts';
import { contextFirst } from './shape/context.ts';
import { example } from './shape/example.ts';
import { mediaType } from './shape/mediaType.ts';
import { odataType } from './shape/odataType.ts';
import { derived, returned, type } from './shape/property.ts';
import { status } from './shape/status.ts';
import { value } from './shape/value.ts';
import { agreement } from './state/agreement.ts';
import { below, elsewhere } from './state/below.ts';
import { echo } from './state/echo.ts';
import { effect } from './state/effect.ts';
import { gone, twice } from './state/gone.ts';
import { identity } from './state/identity.ts';
import { listed } from './state/listed.ts';
import { advance, moments } from './state/moments.ts';
import { own } from './state/own.ts';
import { parts } from './state/parts.ts';
import { paths } from './state/paths.ts';
import { knownValues, safe } from './state/reading.ts';
import { recent } from './state/recent.ts';
import { sibling } from './state/sibling.ts';
import { sparse } from './state/sparse.ts';
import { steady } from './state/steady.ts';
import { story } from './state/story.ts';
import { values } from './state/values.ts';

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
