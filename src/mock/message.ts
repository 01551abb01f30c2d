import type { JsonValue } from '../value/json.ts';

/** A request as it reached the mock: target as sent (path and query), header names in lower case, body as text. */
export interface MockRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The requests that were in flight at once, this one among them, where they were held until no more came. */
  readonly together?: readonly MockRequest[];
}

/** An answer before it is put into bytes; without `body` nothing follows the head. */
export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
  /** What is written instead of the body. */
  readonly text?: string;
  /** The answer comes twice, the second time to no request. */
  readonly twice?: true;
}
