import mongoose, { type Model, type QueryFilter, type Types } from 'mongoose';

/** Removes all but the newest `kept` documents that fit; returns if there were more. It can be repeated. */
export async function removeBeyond<T extends { _id: Types.ObjectId }>(
  model: Model<T>,
  which: QueryFilter<T>,
  kept: number,
): Promise<boolean> {
  const [first] = await model
    .find(which, { _id: 1 })
    .sort({ _id: -1 })
    .skip(kept)
    .limit(1)
    .lean<Pick<T, '_id'>[]>();
  if (!first) return false;
  await model.deleteMany({ ...which, _id: mongoose.trusted({ $lte: first._id }) });
  return true;
}
