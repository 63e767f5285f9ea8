import { ID_PATTERN } from '@punctual/contracts/api/limits';
import type { Whose } from '@punctual/engine/database/job-store';
import mongoose from 'mongoose';
import type { UserStore } from '../accounts/user-store.ts';
import { ALL_OWNERS } from '../http/scope.ts';

/** Things of an owner, by id or address; of an unknown one there are none. Without an owner everybody's. */
export async function whoseOf(owner: string | undefined, users: UserStore): Promise<Whose> {
  if (owner === undefined) return ALL_OWNERS;
  if (ID_PATTERN.test(owner)) return { ownerId: new mongoose.Types.ObjectId(owner) };
  const user = await users.byEmail(owner.toLowerCase());
  return { ownerId: user?._id ?? new mongoose.Types.ObjectId() };
}
