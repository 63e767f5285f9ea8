import { ID_PATTERN } from '@punctual/shared/api/common';
import type { Whose } from '@punctual/shared/store/job-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import mongoose from 'mongoose';
import { EVERYBODYS } from '../jobs/whose.ts';

/** Things of an owner, by id or address; of an unknown one there are none. Without an owner everybody's. */
export async function whoseOf(owner: string | undefined, users: UserStore): Promise<Whose> {
  if (owner === undefined) return EVERYBODYS;
  if (ID_PATTERN.test(owner)) return { ownerId: new mongoose.Types.ObjectId(owner) };
  const user = await users.byEmail(owner.toLowerCase());
  return { ownerId: user?._id ?? new mongoose.Types.ObjectId() };
}
