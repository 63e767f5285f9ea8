import type { ExecutionContext, Executor, Outcome } from '../executor.ts';
import { convertAbortToOutcome } from '../failure.ts';
import type { FairSemaphore } from '../fair-semaphore.ts';

const BUSY = 'Too many emails are being sent; its turn did not come in time.';

/** Lets an email wait for its turn at the mail server, which has so many connections for all owners. */
export const withMailLimits =
  (execute: Executor<'email'>, slots: FairSemaphore): Executor<'email'> =>
  async (task, context) => {
    const stopped = await enter(slots, context);
    if (stopped) return stopped;
    try {
      return await execute(task, context);
    } finally {
      slots.release(context.ownerId);
    }
  };

async function enter(slots: FairSemaphore, { ownerId, signal }: ExecutionContext): Promise<Outcome | null> {
  try {
    await slots.acquire(ownerId, signal);
    return null;
  } catch {
    return { ...convertAbortToOutcome(signal, BUSY, 'MAIL_BUSY'), undelivered: true };
  }
}
