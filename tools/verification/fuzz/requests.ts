import type {
  JsonSchema,
  OpenApiDocument,
  Operation,
  Parameter,
} from '@punctual/scheduler-service/operations/openapi/types';
import fc from 'fast-check';
import { spoiled } from './spoiling.ts';
import { nasty, valuesOf } from './values.ts';

const CALLERS = ['nobody', 'ana', 'bob', 'carla', 'junk'] as const;

/** A request before it is sent: ids are not known yet, only which of those that there are. */
export interface Plan {
  method: string;
  /** As in the document: `/users/jobs/{id}`. */
  template: string;
  caller: (typeof CALLERS)[number];
  params: Record<string, number | string>;
  query: [string, string][];
  /** JSON, or a text as it is sent. */
  body: { json: unknown } | { raw: string } | null;
  headers: Record<string, string>;
}

const callers = fc.oneof(
  ...[12, 5, 4, 6, 1].map((weight, i) => ({ weight, arbitrary: fc.constant(CALLERS[i] ?? 'nobody') })),
);
/** Mostly what there is, by number; now and then what there is not. */
const idsIn = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 10_000 }) },
  fc.constantFrom(
    '0123456789abcdef01234567',
    'x',
    '%00',
    '%zz',
    '..',
    '%2e%2e%2f',
    'constructor',
    'é',
    '0'.repeat(300),
  ),
);
const rawBodies = fc.constantFrom(
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '{"a":1}}',
  '{"name":"\\ud800"}',
  '{"a":1e999}',
  '\u0000',
);
const oddHeaders = fc.constantFrom<Record<string, string>>(
  ...[
    { 'if-match': '"1.1"' },
    { 'if-match': '*' },
    { 'if-match': 'x' },
    { 'if-none-match': '"1.1"' },
    { accept: 'text/html' },
  ],
  ...[{ 'idempotency-key': 'k1' }, { 'idempotency-key': 'with blank' }, { 'x-request-id': 'given-by-fuzz' }],
  ...[{ 'content-type': 'text/plain' }, { 'content-type': 'application/json; charset=klingon' }],
  ...[
    { 'content-encoding': 'gzip' },
    { 'x-api-key': 'pk_x_y' },
    { 'x-forwarded-for': '1.2.3.4, x' },
    { origin: 'null' },
  ],
);

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
const sometimes = <T>(often: number, arbitrary: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: often, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });

/** Requests to all operations of a document, good and bad. */
export function plans(document: OpenApiDocument): fc.Arbitrary<Plan> {
  const resolve = (schema: JsonSchema): JsonSchema =>
    schema.$ref ? resolve(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => !isEndless(operation))
      .map(([method, operation]) => planOf(method, template, operation, resolve)),
  );
  return fc.oneof(...operations);
}

/** A stream of events is answered for as long as one listens. */
const isEndless = ({ responses }: Operation): boolean =>
  'text/event-stream' in (responses[200]?.content ?? {});

function planOf(
  method: string,
  template: string,
  { parameters, requestBody }: Operation,
  resolve: (schema: JsonSchema) => JsonSchema,
): fc.Arbitrary<Plan> {
  const schema = requestBody?.content['application/json']?.schema;
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  return fc.record({
    ...{ method: fc.constant(method.toUpperCase()), template: fc.constant(template), caller: callers },
    params: fc.record(Object.fromEntries(names.map((name) => [name, idsIn]))),
    query: queryOf(parameters, resolve),
    body: schema ? bodyOf(valuesOf(schema, resolve)) : noBody(method),
    headers: sometimes(5, oddHeaders, {}),
  });
}

const bodyOf = (good: fc.Arbitrary<unknown>): fc.Arbitrary<Plan['body']> =>
  fc.oneof(
    { weight: 6, arbitrary: good.map((json) => ({ json })) },
    { weight: 4, arbitrary: spoiled(good).map((json) => ({ json })) },
    { weight: 1, arbitrary: rawBodies.map((raw) => ({ raw })) },
  );

const noBody = (method: string): fc.Arbitrary<Plan['body']> =>
  method === 'get'
    ? fc.constant(null)
    : sometimes<Plan['body']>(
        6,
        rawBodies.map((raw) => ({ raw })),
        null,
      );

function queryOf(
  parameters: Parameter[],
  resolve: (schema: JsonSchema) => JsonSchema,
): fc.Arbitrary<Plan['query']> {
  const known = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema, required }) => {
      const good = valuesOf(schema, resolve, name).map((value): Plan['query'] => [[name, asText(value)]]);
      return required ? good : fc.oneof({ weight: 2, arbitrary: fc.constant<Plan['query']>([]) }, good);
    });
  const bad = fc
    .record({
      name: fc.constantFrom('colour', 'limit', 'status[$ne]', '__proto__', 'cursor', 'page', 'q'),
      value: nasty,
    })
    .map(({ name, value }): Plan['query'] => [[name, asText(value).slice(0, 3_000)]]);
  return fc.tuple(...known, sometimes<Plan['query']>(6, bad, [])).map((parts) => parts.flat());
}
