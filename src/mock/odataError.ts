/** A refusal of the mock: HTTP status, Graph's error code, and a sentence. Becomes the documented error object. */
export class ODataError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** 400 for a body whose values do not fit the model. */
export function invalidModel(message: string): ODataError {
  return new ODataError(400, 'invalidRequest', message);
}

/** 400 for anything else that is wrong with a request. */
export function badRequest(message: string): ODataError {
  return new ODataError(400, 'invalidRequest', message);
}

/** 404 for an entity that is not there. */
export function notFound(what: string): ODataError {
  return new ODataError(404, 'itemNotFound', `${what} was not found.`);
}
