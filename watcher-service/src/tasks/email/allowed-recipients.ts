import type { Models } from '@punctual/engine/database/models';
import { Batcher } from '@punctual/engine/platform/batcher';
import {
  describeRecipients,
  findRefusedRecipients,
  type Recipients,
} from '@punctual/engine/tasks/recipients';
import mongoose, { Types } from 'mongoose';
import type { Executor } from '../executor.ts';
import { failure, notBegun } from '../failure.ts';

const MOST_OWNERS = 250;

/** Finds the address of an account; null for one that is not there. */
export type FindAddress = (ownerId: string) => Promise<string | null>;

/** Finds addresses of accounts, those of emails that are sent at a time by one query. */
export function accountAddresses(models: Models): FindAddress {
  const batches = new Batcher(async (ids: string[]) => {
    const _id = mongoose.trusted({ $in: ids.map((id) => new Types.ObjectId(id)) });
    const users = await models.users
      .find({ _id }, { email: 1 })
      .lean<{ _id: Types.ObjectId; email: string }[]>();
    const emails = new Map(users.map((user) => [user._id.toHexString(), user.email]));
    return ids.map((id) => emails.get(id) ?? null);
  }, MOST_OWNERS);
  return (ownerId) => batches.add(ownerId);
}

/**
 * Sends no email to whom jobs may not write now: a job may have been saved under another setting, or before its owner
 * took another address.
 */
export const withAllowedRecipients =
  (execute: Executor<'email'>, allowed: Recipients, findAddress: FindAddress): Executor<'email'> =>
  async (task, context) => {
    let own: string | null = null;
    try {
      if (allowed === 'own') own = await findAddress(context.ownerId);
    } catch {
      return notBegun('OWNER_UNREAD', OWNER_UNREAD);
    }
    const [refused] = findRefusedRecipients(task, own, allowed);
    if (!refused) return execute(task, context);
    const sentence = `${describeRecipients(own, allowed).en} ${refused.address} is none of them.`;
    return failure('failed', 'RECIPIENT_REFUSED', sentence);
  };

const OWNER_UNREAD = 'The database did not say whom this job may write to. Nothing was sent.';
