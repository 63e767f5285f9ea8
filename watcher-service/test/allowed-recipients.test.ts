import { mailingJob, useSurroundings } from '@punctual/testing/watcher/watcher';
import { Types } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';

const MINE = 'ana@example.com';
const OTHER = 'bob@elsewhere.example';

describe('where jobs may write to their owner only, a run', () => {
  const here = useSurroundings();
  const ownerId = new Types.ObjectId();
  beforeAll(() => here.db.models.users.collection.insertOne({ _id: ownerId, email: MINE } as never));
  const run = async (to: string, more: object = {}) => {
    const job = await here.add(mailingJob(to, { ownerId, ...more }));
    return here.whenLike(await here.arrive(job), { status: expect.stringMatching(/COMPLETED|FAILED/) });
  };

  it.each([{}, { delivery: 'at-most-once' as const }])(
    'sends to the address that its owner has now, and to no other, however its job was saved: %j',
    async (more) => {
      await here.watch({ RECIPIENTS: 'own' });
      expect(await run(MINE.toUpperCase(), more)).toMatchObject({ status: 'COMPLETED' });
      expect(await run(OTHER, more)).toMatchObject({
        status: 'FAILED',
        attempts: [{ outcome: 'FAILED', code: 'RECIPIENT_REFUSED', error: expect.stringContaining(OTHER) }],
      });
      expect(here.smtp.for(OTHER)).toEqual([]);
    },
  );
});

describe('where jobs may write to some domains only, a run', () => {
  const here = useSurroundings();

  it('sends to no address of another', async () => {
    await here.watch({ RECIPIENTS: 'example.com' });
    const [mine, other] = [await here.add(mailingJob(MINE)), await here.add(mailingJob(OTHER))];
    await here.whenLike(await here.arrive(mine), { status: 'COMPLETED' });
    const refused = { status: 'FAILED', attempts: [{ code: 'RECIPIENT_REFUSED' }] };
    await here.whenLike(await here.arrive(other), refused);
    expect(here.smtp.for(OTHER)).toEqual([]);
  });
});
