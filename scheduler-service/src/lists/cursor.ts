import { ID_PATTERN } from '@punctual/contracts/api/limits';
import { Types } from 'mongoose';
import { z } from 'zod';

/** The kind of value that the rows of a list are ordered by: their ids, a time, or a text. */
export type OrderKind = 'id' | 'time' | 'text';

/** The order of a list. Rows without a value come last in both directions; rows of equal value go by their ids. */
export interface Order {
  /** Names the order in a cursor. */
  name: string;
  /** Path of the value in the documents. */
  field: string;
  kind: OrderKind;
  direction: 1 | -1;
}

/** A place in an ordered list: the value and the id of the row there. */
export interface Place {
  value: Date | string | null;
  id: Types.ObjectId;
}

const cursorFields = z.tuple([
  z.string(),
  z.union([z.int().min(-8.64e15).max(8.64e15), z.string(), z.null()]),
  z.string().regex(ID_PATTERN),
]);

/** Formats a place as an opaque text. It carries its order, so that it leads on only in the list that it came from. */
export function formatCursor({ name }: Order, { value, id }: Place): string {
  const plain = value instanceof Date ? value.getTime() : value;
  return Buffer.from(JSON.stringify([name, plain, id.toHexString()])).toString('base64url');
}

/** Parses the place that a cursor names; null if no list of this order has given it. */
export function parseCursor(cursor: string, order: Order): Place | null {
  const parsed = cursorFields.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) return null;
  const [name, value, id] = parsed.data;
  if (name !== order.name || !isOfKind(value, order.kind)) return null;
  return { value: typeof value === 'number' ? new Date(value) : value, id: new Types.ObjectId(id) };
}

/** Tells whether a cursor leads on in a list of this order. */
export const isCursorIn = (order: Order, cursor: string): boolean => parseCursor(cursor, order) !== null;

const isOfKind = (value: string | number | null, kind: OrderKind): boolean =>
  kind === 'text'
    ? typeof value === 'string'
    : value === null || (kind === 'time' && typeof value === 'number');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // it is no cursor then
  }
}
