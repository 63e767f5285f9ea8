import { createHash } from 'node:crypto';
import { mailboxOf } from '@punctual/contracts/users/email-address';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Executor, Outcome, TaskOf } from '../executor.ts';
import { failure, notBegun } from '../failure.ts';
import type { QuotaCounters } from './quota-counters.ts';

/** Addressees in a day (UTC): of one user, of all; and emails to one mailbox, of all users. 0: any number. */
export interface MailQuotas {
  perUser: number;
  perRecipient: number;
  overall: number;
}

/** A part of a quota that an email takes, and the sentence for it where it is used up. */
interface Share {
  name: string;
  count: number;
  limit: number;
  refusal: string;
}

/**
 * Sends no email beyond the quotas. Each attempt takes its part before it begins, and gives it back where it is certain
 * that nothing was delivered; a crash in between leaves it taken.
 */
export const withMailQuotas =
  (
    execute: Executor<'email'>,
    quotas: MailQuotas,
    counters: Pick<QuotaCounters, 'take' | 'giveBack'>,
    clock: Clock,
  ): Executor<'email'> =>
  async (task, context) => {
    const shares = listShares(task, context.ownerId, quotas);
    if (shares.length === 0) return execute(task, context);
    const now = clock.now();
    const taken: Share[] = [];
    const giveBack = () => Promise.all(taken.map(({ name, count }) => counters.giveBack(name, count, now)));
    try {
      for (const share of shares) {
        if (await counters.take(share.name, share.count, share.limit, now)) taken.push(share);
        else return await giveBack().then(() => usedUp(share));
      }
    } catch {
      return notBegun('QUOTA_UNREAD', UNREAD);
    }
    const outcome = await execute(task, context);
    // One that cannot be given back now stays taken: it errs on the side of the quota.
    if (outcome.undelivered) await giveBack().catch(() => {});
    return outcome;
  };

const UNREAD = 'The database did not say how much may still be sent today. Nothing was sent.';

const usedUp = ({ refusal }: Share): Outcome => ({ ...failure('failed', 'QUOTA', refusal), quota: true });

function listShares(task: TaskOf<'email'>, ownerId: string, quotas: MailQuotas): Share[] {
  const mailboxes = new Map(
    [...task.to, ...(task.cc ?? []), ...(task.bcc ?? [])].map((address) => [mailboxOf(address), address]),
  );
  const count = mailboxes.size;
  const { perUser, perRecipient, overall } = quotas;
  const toEach = [...mailboxes].map(([mailbox, address]) => ({
    name: `mail to ${createHash('sha256').update(mailbox).digest('base64url')}`,
    count: 1,
    limit: perRecipient,
    refusal: `${address} may be sent ${perRecipient} emails a day (UTC), and has had them. Nothing was sent.`,
  }));
  const all = [
    {
      ...{ name: `mail of ${ownerId}`, count, limit: perUser },
      refusal: `This account may send to ${perUser} addressees a day (UTC), which would be more. Nothing was sent.`,
    },
    ...toEach,
    {
      ...{ name: 'mail of all', count, limit: overall },
      refusal: `All users together may send to ${overall} addressees a day (UTC), which would be more. Nothing was sent.`,
    },
  ];
  return all.filter(({ limit }) => limit > 0);
}
