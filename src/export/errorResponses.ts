import type { SchemaObject } from './edmSchema.ts';

/** Graph's error object (Microsoft Graph error responses and resource types). */
export const errorSchema: SchemaObject = {
  title: 'error',
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        innerError: { type: 'object' },
      },
      required: ['code', 'message'],
    },
  },
  required: ['error'],
};

/** The refusals that every request can meet, with a code that Graph documents for each; what is about an id stands only where a path has one. */
const refusals = {
  '400': { description: 'The request is malformed or incorrect', code: 'invalidRequest' },
  '401': { description: 'The request has no valid token', code: 'unauthenticated' },
  '404': { description: 'What is asked for does not exist', code: 'itemNotFound' },
  '4XX': { description: 'The request is refused for another reason', code: 'generalException' },
} as const;

/** The refusals as responses that operations refer to. */
export const errorResponses = Object.fromEntries(
  Object.entries(refusals).map(([status, { description, code }]) => [
    `refused.${status}`,
    {
      description,
      ...(status === '401' ? { headers: challenge() } : {}),
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/error' },
          example: { error: { code, message: description } },
        },
      },
    },
  ]),
);

/** The refusals of a documented path. */
export function refusalsOf(path: string): SchemaObject {
  const statuses = Object.keys(refusals).filter((status) => status !== '404' || path.includes('{'));
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/refused.${status}` }]));
}

/** A 401 names a scheme (RFC 9110 section 11.6.1). */
function challenge(): SchemaObject {
  return { 'WWW-Authenticate': { required: true, schema: { type: 'string' }, example: 'Bearer' } };
}
