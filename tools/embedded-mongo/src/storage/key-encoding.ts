import { createHash } from 'node:crypto';
import { Binary, Long, ObjectId, Timestamp } from 'bson';
import { ServerError } from '../errors.ts';

/** Fields and directions, in order. */
export type KeyPattern = [field: string, direction: 1 | -1][];

/** MongoDB's order of types: the first byte of every encoded value. */
export const TYPE_ORDER = {
  minKey: 1,
  emptyArray: 4,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regexp: 50,
  maxKey: 127,
} as const;

/** Key of an empty array in an index: MongoDB sorts it before null. */
export const EMPTY_ARRAY = Symbol('empty array');

/** lmdb takes keys up to 1,978 bytes: longer values keep so much of their order, and a hash for equality. */
export const KEPT_BYTES = 180;
export const HASH_BYTES = 20;
const TERMINATOR = Buffer.from([0]);
const EXACT_DOUBLES_BELOW = 2 ** 53;
const TIE_BIAS = 0x8000;

/** Encodes a value so that bytes compare as MongoDB compares values, and no encoding begins another. */
export function encodeValue(value: unknown): Buffer {
  switch (typeof value) {
    case 'string':
      return encodeText(TYPE_ORDER.string, value);
    case 'number':
      return encodeNumber(TYPE_ORDER.number, value);
    case 'boolean':
      return Buffer.from([TYPE_ORDER.boolean, value ? 1 : 0]);
    case 'undefined':
      return Buffer.from([TYPE_ORDER.null]);
    case 'symbol':
      return Buffer.from([TYPE_ORDER.emptyArray]);
    default:
      return encodeObject(value);
  }
}

/** An encoded value as part of an index key: long ones are cut, with a hash that keeps them distinct. */
export function encodeComponent(value: unknown): Buffer {
  const whole = encodeValue(value);
  if (whole.length <= KEPT_BYTES) return whole;
  return Buffer.concat([whole.subarray(0, KEPT_BYTES), createHash('sha1').update(whole).digest()]);
}

/** True if a component was cut, so that only its equality is exact and its order is not. */
export function isCut(component: Buffer): boolean {
  return component.length > KEPT_BYTES;
}

/** Turns the order of a component round, for the descending fields of an index. */
export function invert(component: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(component.length);
  for (let i = 0; i < component.length; i++) inverted[i] = ~(component[i] as number) & 0xff;
  return inverted;
}

function encodeObject(value: unknown): Buffer {
  if (value === null) return Buffer.from([TYPE_ORDER.null]);
  if (value instanceof ObjectId) return Buffer.concat([Buffer.from([TYPE_ORDER.objectId]), value.id]);
  if (value instanceof Date) return encodeNumber(TYPE_ORDER.date, value.getTime());
  if (Array.isArray(value)) return encodeArray(value);
  if (value instanceof Timestamp) return encodeTimestamp(value);
  if (value instanceof Long) return encodeLong(value);
  if (value instanceof Binary) return encodeBinary(value);
  if (value instanceof RegExp) return encodeText(TYPE_ORDER.regexp, `${value.source}/${value.flags}`);
  if ((value as object).constructor === Object) return encodeFields(value as Record<string, unknown>);
  return encodeRare(value as { _bsontype?: string });
}

function encodeText(type: number, text: string): Buffer {
  // The terminator must sort before every character, so zero and one are written as pairs.
  const safe = needsEscape(text)
    ? text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\0', '\u0001\u0001')
    : text;
  const encoded = Buffer.allocUnsafe(Buffer.byteLength(safe) + 2);
  encoded[0] = type;
  encoded.write(safe, 1);
  encoded[encoded.length - 1] = 0;
  return encoded;
}

function needsEscape(text: string): boolean {
  return text.includes('\0') || text.includes('\u0001');
}

function encodeNumber(type: number, value: number, tie = 0): Buffer {
  const large = Math.abs(value) >= EXACT_DOUBLES_BELOW;
  const encoded = Buffer.alloc(large ? 11 : 9);
  encoded[0] = type;
  if (Number.isNaN(value)) return encoded;
  encoded.writeDoubleBE(value === 0 ? 0 : value, 1);
  if (value < 0) for (let i = 1; i < 9; i++) encoded[i] = ~(encoded[i] as number) & 0xff;
  else encoded[1] = (encoded[1] as number) ^ 0x80;
  if (large) encoded.writeUInt16BE(TIE_BIAS + tie, 9);
  return encoded;
}

// Whole numbers beyond 2^53 share doubles with their neighbours: what is left over breaks the tie.
function encodeLong(value: Long): Buffer {
  const nearest = value.toNumber();
  const tie = Number.isSafeInteger(nearest) ? 0 : Number(value.toBigInt() - BigInt(nearest));
  return encodeNumber(TYPE_ORDER.number, nearest, tie);
}

function encodeTimestamp(value: Timestamp): Buffer {
  const encoded = Buffer.alloc(9);
  encoded[0] = TYPE_ORDER.timestamp;
  encoded.writeUInt32BE(value.getHighBitsUnsigned(), 1);
  encoded.writeUInt32BE(value.getLowBitsUnsigned(), 5);
  return encoded;
}

function encodeBinary(value: Binary): Buffer {
  const head = Buffer.alloc(6);
  head[0] = TYPE_ORDER.binary;
  head.writeUInt32BE(value.length(), 1);
  head[5] = value.sub_type;
  return Buffer.concat([head, value.buffer.subarray(0, value.position)]);
}

function encodeArray(values: unknown[]): Buffer {
  return Buffer.concat([Buffer.from([TYPE_ORDER.array]), ...values.map(encodeValue), TERMINATOR]);
}

function encodeFields(fields: Record<string, unknown>): Buffer {
  const parts: Buffer[] = [Buffer.from([TYPE_ORDER.object])];
  for (const [name, value] of Object.entries(fields)) {
    const encoded = encodeValue(value);
    parts.push(encodeText(encoded[0] as number, name), encoded);
  }
  return Buffer.concat([...parts, TERMINATOR]);
}

function encodeRare(value: { _bsontype?: string }): Buffer {
  if (value._bsontype === 'MinKey') return Buffer.from([TYPE_ORDER.minKey]);
  if (value._bsontype === 'MaxKey') return Buffer.from([TYPE_ORDER.maxKey]);
  throw new ServerError(2, `The embedded database cannot compare or index values of type ${value._bsontype}`);
}
