import { ID_PATTERN } from '@punctual/contracts/api/limits';
import type { Id } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import { Types } from 'mongoose';
import type { UserStore } from '../accounts/user-store.ts';
import { ALL_OWNERS } from '../http/scope.ts';

/** Finds the id of an account by its id or address; of an unknown one, an id that nothing has. */
export async function findAccountId(idOrEmail: string, users: UserStore): Promise<Id> {
  if (ID_PATTERN.test(idOrEmail)) return new Types.ObjectId(idOrEmail);
  return (await users.byTypedEmail(idOrEmail))?._id ?? new Types.ObjectId();
}

/** Finds the scope of an owner, by id or address; without an owner, that of all. */
export const findOwnerScope = async (owner: string | undefined, users: UserStore): Promise<Whose> =>
  owner === undefined ? ALL_OWNERS : { ownerId: await findAccountId(owner, users) };
