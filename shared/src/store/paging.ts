import mongoose, { type Model, type QueryFilter, Types } from 'mongoose';
import { TOTAL_CAP } from '../api/common.ts';

/** Which rows of a list are wanted: a page by its number, or what follows a cursor. */
export interface PageRequest {
  limit: number;
  page?: number | undefined;
  cursor?: string | undefined;
}

export interface Page<T> {
  data: T[];
  page: { number: number; limit: number; total: number; totalIsCapped: boolean; pages: number } | null;
  nextCursor: string | null;
}

interface WithId {
  _id: Types.ObjectId;
}

/** Rows from newest to oldest. One row more than asked for is read, to know whether there are more. */
export async function newestFirst<T extends WithId>(
  model: Model<T>,
  filter: QueryFilter<T>,
  request: PageRequest,
): Promise<Page<T>> {
  const { limit, cursor } = request;
  const number = request.page ?? 1;
  const below = cursor ? { _id: mongoose.trusted({ $lt: new Types.ObjectId(cursor) }) } : {};
  const rows = await model
    .find({ ...filter, ...below } as QueryFilter<T>)
    .sort({ _id: -1 })
    .skip(cursor ? 0 : (number - 1) * limit)
    .limit(limit + 1)
    .lean<T[]>();
  const data = rows.slice(0, limit);
  const nextCursor = rows.length > limit ? (data.at(-1)?._id.toHexString() ?? null) : null;
  return { data, page: cursor ? null : await pageFacts(model, filter, number, limit), nextCursor };
}

async function pageFacts<T>(model: Model<T>, filter: QueryFilter<T>, number: number, limit: number) {
  const counted = await model.countDocuments(filter).limit(TOTAL_CAP + 1);
  const total = Math.min(counted, TOTAL_CAP);
  return { number, limit, total, totalIsCapped: counted > TOTAL_CAP, pages: Math.ceil(total / limit) };
}

/** Whether a cursor is one that a list has given. */
export const isCursor = (cursor: string): boolean => /^[0-9a-f]{24}$/.test(cursor);
