import { isCursorIn, type Order } from './cursor.ts';

/** The order of most lists: an id grows with the time at which it was made. */
export const NEWEST_FIRST: Order = { name: 'newest', field: '_id', kind: 'id', direction: -1 };

/** Tells whether a list in this order has given a cursor. */
export const isNewestFirstCursor = (cursor: string): boolean => isCursorIn(NEWEST_FIRST, cursor);
