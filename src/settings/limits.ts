/** What bounds one request, in milliseconds and bytes. */
export interface Limits {
  readonly deadline: number;
  readonly bodyBytes: number;
  readonly headerBytes: number;
  /** How long one request may wait in all for a target that throttles; all requests together ten times as long. */
  readonly waiting: number;
  /** How long a connection that is watched after its answer stays open. */
  readonly idle: number;
}

/** The time of a case, in milliseconds. */
export interface CaseTime {
  readonly cases: number;
  readonly removal: number;
}

/** How fast and how much is sent: requests per second, none for as fast as they come, and the most requests in all. */
export interface PaceOptions {
  readonly perSecond?: number;
  readonly most?: number;
}
