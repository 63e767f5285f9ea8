import type { Collections } from '../database/collections.ts';

/** Returns whether all jobs are of one owner, as on a stack that one person runs for themselves. */
export async function haveOneOwner({ jobs }: Collections): Promise<boolean> {
  const [first, last] = await Promise.all(
    ([1, -1] as const).map((order) =>
      jobs
        .find({ deletedAt: null }, { projection: { ownerId: 1 } })
        .sort({ ownerId: order, _id: order })
        .limit(1)
        .next(),
    ),
  );
  return !first || !last || first.ownerId.equals(last.ownerId);
}
