import { ID_PATTERN } from '@punctual/contracts/api/limits';
import { Types } from 'mongoose';
import { z } from 'zod';

/** What the rows of a list are ordered by: their ids, a time, or a text. */
export type OrderKind = 'id' | 'time' | 'text';

/** How a list is ordered. Rows without a value come last, whichever way it goes; equal ones go by their ids. */
export interface Order {
  /** As a cursor names it. */
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

const written = z.tuple([
  z.string(),
  z.union([z.int().min(-8.64e15).max(8.64e15), z.string(), z.null()]),
  z.string().regex(ID_PATTERN),
]);

/** A place as an opaque text. It carries its order, so that it leads on only in the list that it came from. */
export function formatCursor({ name }: Order, { value, id }: Place): string {
  const told = value instanceof Date ? value.getTime() : value;
  return Buffer.from(JSON.stringify([name, told, id.toHexString()])).toString('base64url');
}

/** The place that a cursor names; null if no list of this order has given it. */
export function parseCursor(cursor: string, order: Order): Place | null {
  const parsed = written.safeParse(jsonIn(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) return null;
  const [name, value, id] = parsed.data;
  if (name !== order.name || !isOfKind(value, order.kind)) return null;
  return { value: typeof value === 'number' ? new Date(value) : value, id: new Types.ObjectId(id) };
}

/** Whether a cursor leads on in a list of this order. */
export const isCursorIn = (order: Order, cursor: string): boolean => parseCursor(cursor, order) !== null;

const isOfKind = (value: string | number | null, kind: OrderKind): boolean =>
  kind === 'text'
    ? typeof value === 'string'
    : value === null || (kind === 'time' && typeof value === 'number');

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // whatever it is, it is no cursor
  }
}
