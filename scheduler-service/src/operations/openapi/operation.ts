import type { Endpoint, HeededHeader } from '@punctual/contracts/api/endpoint';
import { commonHeaders, headersNamed, refusalsOf } from './answers.ts';
import { exampleOf } from './examples.ts';
import { operationIdOf, tagOf } from './names.ts';
import type { SchemaBook } from './schemas.ts';
import type { Content, JsonSchema, OpenApiAnswer, Operation, Parameter } from './types.ts';

const JSON_TYPE = 'application/json';

const SUCCESS: Record<number, string> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Taken on: it goes on after this answer.',
  204: 'Done; there is nothing to say.',
  503: 'The same, while it cannot work.',
};

const HEEDED: Record<HeededHeader, { description: string; example: string }> = {
  'If-Match': {
    description: 'The ETag of what is to be changed: if it has been edited since, the answer is 412.',
    example: '"3.7"',
  },
  'If-None-Match': {
    description: 'The ETag of what you have: if it is still that, the answer is 304.',
    example: '"3.7"',
  },
  'Idempotency-Key': {
    description:
      'Of your choosing, for 24 hours: the same request is carried out once, however often it is sent.',
    example: 'order-4711',
  },
};

/** What one endpoint is in the document. */
export function operationOf(endpoint: Endpoint, schemas: SchemaBook): Operation {
  const { summary, description, body } = endpoint;
  return {
    operationId: operationIdOf(endpoint),
    tags: [tagOf(endpoint)],
    summary,
    ...(description ? { description } : {}),
    security: securityOf(endpoint),
    parameters: parametersOf(endpoint, schemas),
    ...(body ? { requestBody: { required: true, content: jsonOf(schemas.sent(body), schemas) } } : {}),
    responses: { ...successesOf(endpoint, schemas), ...refusalsOf(endpoint) },
  };
}

function securityOf({ access, path, scope }: Endpoint): Operation['security'] {
  if (path === '/auth/refresh') return [{ refreshCookie: [] }];
  if (access === 'public') return [];
  return scope ? [{ accessToken: [] }, { apiKey: [scope] }] : [{ accessToken: [] }];
}

function parametersOf(endpoint: Endpoint, schemas: SchemaBook): Parameter[] {
  const inPath = endpoint.params ? fieldsOf(schemas.fields(endpoint.params), 'path', schemas) : [];
  const inQuery = endpoint.query ? fieldsOf(schemas.fields(endpoint.query), 'query', schemas) : [];
  const heeded = (endpoint.heeds ?? []).map(
    (name): Parameter => ({
      name,
      in: 'header',
      required: false,
      schema: { type: 'string' },
      ...HEEDED[name],
    }),
  );
  return [...inPath, ...inQuery, ...heeded];
}

function fieldsOf(
  { properties = {}, required = [] }: JsonSchema,
  place: 'path' | 'query',
  schemas: SchemaBook,
): Parameter[] {
  const resolve = (schema: JsonSchema) => schemas.resolve(schema);
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: place, required: place === 'path' || required.includes(name), schema },
    example: exampleOf(schema, resolve, name),
  }));
}

const jsonOf = (schema: JsonSchema, schemas: SchemaBook): Content => ({
  [JSON_TYPE]: { schema, example: exampleOf(schema, (inner) => schemas.resolve(inner)) },
});

function successesOf(endpoint: Endpoint, schemas: SchemaBook): Record<string, OpenApiAnswer> {
  const content = contentOf(endpoint, schemas);
  const statuses = [endpoint.status, ...(endpoint.otherStatuses ?? [])];
  return Object.fromEntries(statuses.map((status) => [status, success(endpoint, status, content)]));
}

function contentOf({ response, contentType }: Endpoint, schemas: SchemaBook): Content | undefined {
  if (response) return jsonOf(schemas.answered(response), schemas);
  return contentType ? { [contentType]: { schema: { type: 'string' } } } : undefined;
}

function success(endpoint: Endpoint, status: number, content: Content | undefined): OpenApiAnswer {
  const names = [...commonHeaders(endpoint), ...(status === 201 ? ['Location'] : [])];
  if (content && endpoint.heeds?.some((header) => header.startsWith('If-'))) names.push('ETag');
  const headers = headersNamed(names);
  return { description: SUCCESS[status] ?? 'Done.', headers, ...(content ? { content } : {}) };
}
