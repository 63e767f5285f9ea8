import { whatWords } from '../../../../lib/strings/form-what.ts';
import { jsonText, type Read, readJson } from './json-text.ts';
import { readSecrets, type Secrets, secretsText } from './secrets/secret-rows.ts';

/** A field of a task as GET /tasks describes it. */
export interface TaskField {
  name: string;
  required: boolean;
  schema: Record<string, unknown>;
}

/**
 * The way in which a field is written: one `line`, a `text` of many, a `choice`, a `number`, yes or no
 * (`flag`), a `list` with commas, `pairs` of name and value in lines, `secrets` with names, one or more short
 * values (`some`), or `json`.
 */
export type FieldKind =
  | 'line'
  | 'text'
  | 'choice'
  | 'number'
  | 'flag'
  | 'list'
  | 'pairs'
  | 'secrets'
  | 'some'
  | 'json';

const LONGEST_LINE = 4_096;

type Schema = Record<string, unknown>;
const inner = (schema: Schema, name: string): Schema => (schema[name] ?? {}) as Schema;

export function fieldKind(schema: Schema): FieldKind {
  if (Array.isArray(schema.enum)) return 'choice';
  switch (schema.type) {
    case 'string':
      return Number(schema.maxLength ?? 0) > LONGEST_LINE ? 'text' : 'line';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'flag';
    case 'array':
      return inner(schema, 'items').type === 'string' ? 'list' : 'json';
    case 'object':
      return objectKind(inner(schema, 'additionalProperties'));
    default:
      return isOneOrMany(schema) ? 'some' : 'json';
  }
}

function objectKind(values: Schema): FieldKind {
  if (values.type === 'string') return 'pairs';
  return optionsIn(values).some((option) => 'setAt' in inner(option, 'properties')) ? 'secrets' : 'json';
}

const optionsIn = ({ anyOf }: Schema): Schema[] => (Array.isArray(anyOf) ? (anyOf as Schema[]) : []);

const isOneOrMany = (schema: Schema): boolean => optionsIn(schema).some(({ type }) => type === 'array');

/** Lists the choices of a field of the kind `choice`. */
export const optionsOf = ({ enum: options }: Schema): string[] =>
  Array.isArray(options) ? options.map(String) : [];

/** Fills in a field that nothing was written into: its default where it must be chosen, else nothing. */
export function emptyText({ schema }: TaskField): string {
  const kind = fieldKind(schema);
  if (kind !== 'choice' && kind !== 'flag') return '';
  return schema.default === undefined ? (optionsOf(schema)[0] ?? '') : String(schema.default);
}

/** Formats a value of the API for its field; `readField` reads it back. */
export function fieldText(schema: Schema, value: unknown): string {
  if (value === undefined) return '';
  switch (fieldKind(schema)) {
    case 'list':
      return (value as unknown[]).join(', ');
    case 'some':
      return [value].flat().join(', ');
    case 'pairs':
      return Object.entries(value as object)
        .map(([name, text]) => `${name}: ${text}`)
        .join('\n');
    case 'secrets':
      return secretsText(value as Secrets);
    case 'json':
      return jsonText(value);
    default:
      return String(value);
  }
}

/** Reads the value of a text; `undefined` for an empty one. Blanks around single values are trimmed. */
export function readField(schema: Schema, text: string): Read<unknown> {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, value: undefined };
  switch (fieldKind(schema)) {
    case 'text':
      return { ok: true, value: text };
    case 'number':
      return Number.isFinite(Number(trimmed))
        ? { ok: true, value: Number(trimmed) }
        : { ok: false, message: whatWords.number };
    case 'flag':
      return { ok: true, value: trimmed === 'true' };
    case 'list':
      return { ok: true, value: trimmed.split(/[\s,;]+/).filter((part) => part !== '') };
    case 'some':
      return { ok: true, value: someOf(trimmed) };
    case 'pairs':
      return readPairs(trimmed);
    case 'secrets':
      return readSecrets(text);
    case 'json':
      return readJson(text);
    default:
      return { ok: true, value: trimmed };
  }
}

function someOf(text: string): unknown {
  const values = text.split(/[\s,;]+/).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return values.length === 1 ? values[0] : values;
}

function readPairs(text: string): Read<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => /^\s*([^:\s]+)\s*:(.*)$/.exec(line));
  const wrong = pairs.indexOf(null);
  if (wrong >= 0) return { ok: false, message: whatWords.pairs(lines[wrong]?.trim() ?? '') };
  return {
    ok: true,
    value: Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2]?.trim() ?? ''])),
  };
}
