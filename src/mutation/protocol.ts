/** Tells a process to load groups of checks and to run some of them, all where none is named, with some mutants in force. */
export interface Order {
  readonly mutants: readonly number[];
  readonly groups: readonly Group[];
  /** Whether to stop at the first check that goes wrong. */
  readonly stop: boolean;
}

/** Checks that are loaded together: the cases of the plan, the tests of a file. */
export interface Group {
  readonly name: string;
  readonly checks?: readonly string[];
}

/** What a process says of one check, or of loading a group (no `check`); `reached` are the mutants that it came across. */
export interface Word {
  readonly group: string;
  readonly check?: string;
  readonly ms: number;
  readonly wrong?: string;
  readonly reached: readonly number[];
}

/** The last word on an order; also the first word of all, once the process takes orders. */
export interface LastWord {
  readonly done: true;
}
