import { mailingJob, useSurroundings } from '@punctual/testing/watcher/watcher';
import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { QuotaCounters } from '../src/tasks/email/quota-counters.ts';

const MANY = 50;
const QUOTA = 10;
const ENDED = { status: expect.stringMatching(/COMPLETED|FAILED/) };

const numbers = Array.from({ length: MANY }, (_, n) => n);

describe.each([
  ['of one user', { MAIL_PER_USER_PER_DAY: String(QUOTA) }, (n: number) => `user-${n}@example.com`],
  ['to one mailbox', { MAIL_PER_RECIPIENT_PER_DAY: String(QUOTA) }, () => 'one@example.com'],
  ['of all users', { MAIL_PER_DAY: String(QUOTA) }, (n: number) => `all-${n}@example.com`],
])('emails %s beyond a daily quota', (_, env, nth) => {
  const here = useSurroundings();

  it('are not sent: of fifty at once ten are, and the others say which quota it was', async () => {
    await here.watch(env);
    const ownerId = new Types.ObjectId();
    const addresses = numbers.map(nth);
    const jobs = await Promise.all(addresses.map((to) => here.add(mailingJob(to, { ownerId }))));
    const arrived = await Promise.all(jobs.map((job) => here.arrive(job)));
    const runs = await Promise.all(arrived.map((run) => here.whenLike(run, ENDED)));
    const refused = runs.filter(({ status }) => status === 'FAILED');
    expect(refused).toHaveLength(MANY - QUOTA);
    for (const run of refused)
      expect(run).toMatchObject({
        reason: 'QUOTA',
        attempts: [{ code: 'QUOTA', error: expect.stringMatching(/ 10 /) }],
      });
    expect([...new Set(addresses)].flatMap((address) => here.smtp.for(address))).toHaveLength(QUOTA);
  });
});

describe('a daily quota of users', () => {
  const here = useSurroundings();

  it('leaves each user theirs, and counts each addressee of one email', async () => {
    await here.watch({ MAIL_PER_USER_PER_DAY: '3' });
    const [ana, bob] = [new Types.ObjectId(), new Types.ObjectId()];
    const both = async (ownerId: Types.ObjectId) => {
      const job = mailingJob('a@example.com', { ownerId });
      const task = { ...job.task, to: ['a@example.com', 'b@example.com'] } as typeof job.task;
      return (await here.whenLike(await here.arrive(await here.add({ ...job, task })), ENDED)).status;
    };
    expect([await both(ana), await both(ana), await both(bob)]).toEqual(['COMPLETED', 'FAILED', 'COMPLETED']);
  });

  it('gives back what was certainly not delivered', async () => {
    const counters = new QuotaCounters(here.db.models);
    const now = new Date('2031-03-03T12:00:00.000Z');
    const take = (count: number) => counters.take('a name', count, 3, now);
    expect([await take(2), await take(2), await take(1), await take(1)]).toEqual([true, false, true, false]);
    await counters.giveBack('a name', 2, now);
    expect([await take(2), await take(1)]).toEqual([true, false]);
    expect(await counters.take('a name', 3, 3, new Date('2031-03-04T00:00:00.000Z'))).toBe(true);
  });
});
