import type { JsonSchema } from '@punctual/scheduler-service/operations/openapi/types';
import fc from 'fast-check';

type Values = fc.Arbitrary<unknown>;
type Resolve = (schema: JsonSchema) => JsonSchema;

const DEEPEST = 4;
const deepArray = (depth: number): unknown => (depth === 0 ? [] : [deepArray(depth - 1)]);

/** Values that break programs: by kind, by size, by meaning. */
export const nasty: Values = fc.constantFrom<unknown>(
  ...[null, true, false, 0, -1, 0.1, 1e308, 2 ** 53, -(2 ** 31), [], {}, [[]], [null], deepArray(70)],
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202egnp.exe',
    'NaN',
    '1e400',
    '-0',
    '%00',
    '../../etc/passwd',
    'x'.repeat(5_000),
  ],
  ...['<img src=x onerror=alert(1)>', 'javascript:alert(1)', '{{ constructor }}', '$where', '__proto__'],
  ...[
    '2031-02-30T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '-000001-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
  ],
  ...[{ $gt: '' }, { $where: 'sleep(1000)' }, { 'a.b': 1 }, { '': '' }, { length: -1 }, { toString: 1 }],
  ...[JSON.parse('{"__proto__":{"role":"admin"}}'), { constructor: { prototype: {} } }, { toJSON: 'x' }],
);

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const instant = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString());
const soon = fc
  .integer({ min: -90, max: 7_200 })
  .map((seconds) => new Date(Date.now() + seconds * 1_000).toISOString());
const times = fc.oneof(
  soon,
  instant,
  fc.constantFrom('2031-03-30T02:30:00+01:00', '0001-01-01T00:00:00Z', '2031-03-03'),
);

/** Meaningful values of fields, by their names. */
const BY_NAME: Record<string, Values> = {
  expression: fc.constantFrom(
    '* * * * *',
    '0 9 * * MON',
    '@daily',
    '*/5 * * * * *',
    '0 0 30 2 *',
    '61 * * * *',
    '0 9 L * 5#2',
  ),
  timezone: fc.constantFrom(
    'UTC',
    'Europe/Paris',
    'America/New_York',
    'Asia/Kolkata',
    'Mars/Olympus',
    '+02:00',
  ),
  every: fc.constantFrom('15m', '1h 30m', '1s', '0', '-5m', '999999w', 60_000, 1),
  url: fc.constantFrom(
    'https://example.com/hook',
    'http://127.0.0.1/',
    'http://[::1]',
    'ftp://x',
    'https://a:b@c',
  ),
  ...{ email: fc.constantFrom('ana@example.com', 'nobody@example.com', 'a@b', 'two@at@signs') },
  ...{ owner: fc.constantFrom('ana@example.com', 'nobody', '0123456789abcdef01234567') },
  ...{ at: times, startAt: times, endAt: times, startDate: times, from: times, to: times, after: times },
  ...{ type: fc.constantFrom('log', 'email', 'http'), window: fc.constantFrom('1h', '24h', '7d', '1y') },
};

/** Values that mostly fit a schema, as it stands in the document. */
export function valuesOf(schema: JsonSchema, resolve: Resolve, name = '', depth = 0): Values {
  // Any JSON is described by itself: it would go on for ever.
  if (depth > DEEPEST) return fc.jsonValue({ maxDepth: 1 });
  const whole = resolve(schema);
  const choices = whole.oneOf ?? whole.anyOf;
  if (whole.const !== undefined) return fc.constant(whole.const);
  if (whole.enum) return fc.constantFrom(...whole.enum);
  if (choices) return fc.oneof(...choices.map((choice) => valuesOf(choice, resolve, name, depth)));
  const type = [whole.type].flat()[0];
  if (type === 'object') return objectOf(whole, resolve, depth);
  if (type === 'array') return arrayOf(whole, resolve, name, depth);
  const known = BY_NAME[name];
  return known ? fc.oneof({ arbitrary: known, weight: 3 }, simple(whole, type)) : simple(whole, type);
}

function simple(schema: JsonSchema, type: string | undefined): Values {
  if (type === 'string') return schema.format === 'date-time' ? times : textOf(schema);
  if (type === 'integer')
    return fc.integer({ min: within(schema.minimum, -2_000), max: within(schema.maximum, 100_000) });
  if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (type === 'boolean') return fc.boolean();
  return type === 'null' ? fc.constant(null) : fc.jsonValue({ maxDepth: 3 });
}

const within = (bound: number | undefined, other: number): number =>
  bound === undefined || Math.abs(bound) > 2 ** 31 ? other : bound;

const textOf = ({ minLength = 0, maxLength = 200 }: JsonSchema): Values =>
  text.map((value) => value.padEnd(minLength, 'x').slice(0, maxLength));

function arrayOf(
  { items = {}, minItems = 0 }: JsonSchema,
  resolve: Resolve,
  name: string,
  depth: number,
): Values {
  return fc.array(valuesOf(items, resolve, name.replace(/s$/, ''), depth + 1), {
    minLength: minItems,
    maxLength: minItems + 2,
  });
}

/** Optional fields come by, the deeper the fewer. */
function objectOf({ properties = {}, required = [] }: JsonSchema, resolve: Resolve, depth: number): Values {
  const fields = Object.entries(properties).map(([name, inner]) => {
    const value = valuesOf(inner, resolve, name, depth + 1);
    const often = required.includes(name) ? value : fc.option(value, { nil: undefined, freq: 1 });
    // Of no use but as they were read: with one of them made up, no request would get further.
    return [name, inner.readOnly ? rarely(value) : often] as const;
  });
  return fc.record(Object.fromEntries(fields)).map(withoutUndefined);
}

const rarely = (value: Values): Values =>
  fc.oneof({ weight: 60, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const withoutUndefined = (fields: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
