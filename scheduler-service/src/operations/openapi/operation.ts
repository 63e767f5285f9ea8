import type { Endpoint, HeededHeader } from '@punctual/contracts/api/endpoint';
import { buildHeaderReferences, buildRefusals, listCommonHeaders } from './answers.ts';
import { buildExample } from './examples.ts';
import { buildOperationId, findTag } from './names.ts';
import type { SchemaRegistry } from './schemas.ts';
import type { Content, JsonSchema, OpenApiAnswer, Operation, Parameter } from './types.ts';

const JSON_TYPE = 'application/json';

const SUCCESS_DESCRIPTIONS: Record<number, string> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Taken on: it goes on after this answer.',
  204: 'Done; there is nothing to say.',
  503: 'The same, while it cannot work.',
};

const HEEDED_HEADERS: Record<HeededHeader, { description: string; example: string }> = {
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
      'Of your choosing, for 24 hours: the same request is carried out once, however often it is sent. Another ' +
      'request may have it after a refusal (4xx) or a failure (5xx).',
    example: 'order-4711',
  },
};

/** Builds the entry of one endpoint in the document. */
export function buildOperation(endpoint: Endpoint, schemas: SchemaRegistry): Operation {
  const { summary, description, body } = endpoint;
  return {
    operationId: buildOperationId(endpoint),
    tags: [findTag(endpoint)],
    summary,
    ...(description ? { description } : {}),
    security: buildSecurity(endpoint),
    parameters: buildParameters(endpoint, schemas),
    ...(body
      ? { requestBody: { required: true, content: buildJsonContent(schemas.referToSent(body), schemas) } }
      : {}),
    responses: { ...buildSuccesses(endpoint, schemas), ...buildRefusals(endpoint) },
  };
}

function buildSecurity({ access, path, scope }: Endpoint): Operation['security'] {
  if (path === '/auth/refresh') return [{ refreshCookie: [] }];
  if (access === 'public') return [];
  return [{ accessToken: [] }, ...[scope ?? []].flat().map((one) => ({ apiKey: [one] }))];
}

function buildParameters(endpoint: Endpoint, schemas: SchemaRegistry): Parameter[] {
  const inPath = endpoint.params
    ? buildFieldParameters(schemas.findFields(endpoint.params), 'path', schemas)
    : [];
  const inQuery = endpoint.query
    ? buildFieldParameters(schemas.findFields(endpoint.query), 'query', schemas)
    : [];
  const heeded = (endpoint.heeds ?? []).map(
    (name): Parameter => ({
      name,
      in: 'header',
      required: false,
      schema: { type: 'string' },
      ...HEEDED_HEADERS[name],
    }),
  );
  return [...inPath, ...inQuery, ...heeded];
}

function buildFieldParameters(
  { properties = {}, required = [] }: JsonSchema,
  place: 'path' | 'query',
  schemas: SchemaRegistry,
): Parameter[] {
  const resolve = (schema: JsonSchema) => schemas.resolve(schema);
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: place, required: place === 'path' || required.includes(name), schema },
    example: buildExample(schema, resolve, name),
  }));
}

const buildJsonContent = (schema: JsonSchema, schemas: SchemaRegistry): Content => ({
  [JSON_TYPE]: { schema, example: buildExample(schema, (inner) => schemas.resolve(inner)) },
});

function buildSuccesses(endpoint: Endpoint, schemas: SchemaRegistry): Record<string, OpenApiAnswer> {
  const content = buildContent(endpoint, schemas);
  const statuses = [endpoint.status, ...(endpoint.otherStatuses ?? [])];
  return Object.fromEntries(statuses.map((status) => [status, buildSuccess(endpoint, status, content)]));
}

function buildContent({ response, contentType }: Endpoint, schemas: SchemaRegistry): Content | undefined {
  if (response) return buildJsonContent(schemas.referToAnswered(response), schemas);
  return contentType ? { [contentType]: { schema: { type: 'string' } } } : undefined;
}

function buildSuccess(endpoint: Endpoint, status: number, content: Content | undefined): OpenApiAnswer {
  const names = [...listCommonHeaders(endpoint), ...(status === 201 ? ['Location'] : [])];
  if (content && endpoint.heeds?.some((header) => header.startsWith('If-'))) names.push('ETag');
  const headers = buildHeaderReferences(names);
  return { description: SUCCESS_DESCRIPTIONS[status] ?? 'Done.', headers, ...(content ? { content } : {}) };
}
