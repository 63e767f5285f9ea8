import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldKind, fieldText, readField } from './field-text.ts';
import { jsonText, readJson } from './json-text.ts';

const JSON_VALUES = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('JSON in a text field', () => {
  test('every value reads back as itself', () => {
    fc.assert(
      fc.property(JSON_VALUES, (value) => {
        expect(readJson(jsonText(value))).toEqual({ ok: true, value });
      }),
    );
  });

  test('texts that look like JSON stay texts', () => {
    for (const text of ['{', '5', 'null', '"x"', ' x ', '', '[1'])
      expect(readJson(jsonText(text))).toEqual({ ok: true, value: text });
  });

  test('what cannot be meant as JSON is a text', () => {
    expect(readJson('Water the plants')).toEqual({ ok: true, value: 'Water the plants' });
  });

  test.each([
    ['{"a": 1,\n "b": [1,', 'The JSON ends early: line 2, column 10.'],
    ['{"a', 'The JSON ends early: line 1, column 4.'],
    ['{"a": 1,\n  x}', 'The JSON cannot be read: line 2, column 3.'],
    ['{"a": 9007199254740993}', 'The number 9007199254740993 cannot be kept exactly. Put it in quotes.'],
  ])('%j is refused in words', (text, message) => {
    expect(readJson(text)).toEqual({ ok: false, message });
  });
});

const schemas = {
  line: { type: 'string', maxLength: 998 },
  text: { type: 'string', maxLength: 60_000 },
  choice: { type: 'string', enum: ['GET', 'POST'] },
  number: { type: 'integer' },
  flag: { type: 'boolean' },
  list: { type: 'array', items: { type: 'string' } },
  pairs: { type: 'object', additionalProperties: { type: 'string' } },
  some: { anyOf: [{ type: 'integer' }, { type: 'array', items: {} }] },
  json: { $ref: '#/$defs/any' },
} as const;

describe('a field of a task', () => {
  test.each(Object.entries(schemas))('is written as %s by its description', (kind, schema) => {
    expect(fieldKind(schema)).toBe(kind);
  });

  test.each<[keyof typeof schemas, unknown]>([
    ['line', 'Report'],
    ['text', 'Two\nlines\n'],
    ['choice', 'POST'],
    ['number', 7],
    ['flag', true],
    ['list', ['a@example.com', 'b@example.com']],
    ['pairs', { Accept: 'text/plain', 'X-Time': '09:00' }],
    ['some', 404],
    ['some', [200, '3xx']],
    ['json', { a: [1, null] }],
  ])('%s reads back as itself', (kind, value) => {
    expect(readField(schemas[kind], fieldText(schemas[kind], value))).toEqual({ ok: true, value });
  });

  test('nothing written is nothing, and no empty text', () => {
    for (const schema of Object.values(schemas))
      expect(readField(schema, '  ')).toEqual({ ok: true, value: undefined });
  });
});
