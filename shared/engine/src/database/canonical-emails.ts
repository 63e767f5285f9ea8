import { canonicalEmail } from '@punctual/contracts/users/email-address';
import type { Id } from './documents.ts';
import { isDuplicateKey } from './driver-errors.ts';
import type { Models } from './models.ts';

/** Matches every address that may have another canonical form, so that a start reads few of them. */
const MAY_DIFFER = /[^a-z0-9.@_+-]|\.$|\.\d+$|@\d+$/;

/**
 * Gives accounts of earlier releases the canonical form of their address. Returns the ids of those that keep theirs,
 * because another account has the form already, or because it has none: they log in by the address as it is, and two
 * are never made one. Any number of copies may do it at once.
 */
export async function canonicaliseEmails({ users }: Models): Promise<Id[]> {
  const kept: Id[] = [];
  const projection = { _id: 1, email: 1 };
  const cursor = users.collection.find<{ _id: Id; email: string }>({ email: MAY_DIFFER }, { projection });
  for await (const { _id, email } of cursor) {
    const canonical = canonicalEmail(email);
    if (canonical === email) continue;
    if (canonical === null || !(await change(users, { _id, email }, canonical))) kept.push(_id);
  }
  return kept;
}

async function change(
  users: Models['users'],
  account: { _id: Id; email: string },
  email: string,
): Promise<boolean> {
  try {
    await users.collection.updateOne(account, { $set: { email } });
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}
