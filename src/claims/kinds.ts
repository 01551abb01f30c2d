import type { CaseKind } from '../model/case.ts';
import type { ClaimKind } from './claim.ts';
import { challenge } from './protocol/challenge.ts';
import { contention } from './protocol/contention.ts';
import { count } from './protocol/count.ts';
import { errorObject } from './protocol/error.ts';
import { errorAlone } from './protocol/errorAlone.ts';
import { errorCode } from './protocol/errorCode.ts';
import { expand } from './protocol/expand.ts';
import { lastPage } from './protocol/lastPage.ts';
import { pages } from './protocol/pages.ts';
import { parallel } from './protocol/parallel.ts';
import { precondition } from './protocol/precondition.ts';
import { refused } from './protocol/refused.ts';
import { retryAfter } from './protocol/retryAfter.ts';
import { select } from './protocol/select.ts';
import { twice } from './protocol/twice.ts';
import { unasked } from './protocol/unasked.ts';
import { untouched } from './protocol/untouched.ts';
import { body } from './shape/body.ts';
import { contextFirst } from './shape/contextFirst.ts';
import { derived } from './shape/derived.ts';
import { example } from './shape/example.ts';
import { mediaType } from './shape/mediaType.ts';
import { odataType } from './shape/odataType.ts';
import { returned } from './shape/returned.ts';
import { status } from './shape/status.ts';
import { type } from './shape/type.ts';
import { value } from './shape/value.ts';
import { advance } from './state/advance.ts';
import { agreement } from './state/agreement.ts';
import { below } from './state/below.ts';
import { echo } from './state/echo.ts';
import { effect } from './state/effect.ts';
import { elsewhere } from './state/elsewhere.ts';
import { gone } from './state/gone.ts';
import { identity } from './state/identity.ts';
import { knownValues } from './state/known.ts';
import { listed } from './state/listed.ts';
import { moments } from './state/moments.ts';
import { own } from './state/own.ts';
import { parts } from './state/part.ts';
import { paths } from './state/path.ts';
import { recent } from './state/recent.ts';
import { safe } from './state/safe.ts';
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
