import type { Id, JobDocument } from '@punctual/engine/database/documents';
import { aJob, at, NOON } from '@punctual/testing/engine/documents';
import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { dueBatches } from './due-batches.ts';

const [ana, bob] = [new Types.ObjectId(), new Types.ObjectId()];
/** Builds so many jobs of this owner, due so many seconds after noon. */
const jobsOf = (ownerId: Id, count: number, seconds = 0): JobDocument[] =>
  Array.from({ length: count }, () => aJob({ ownerId, nextRunAt: at(seconds) }));

/** Jobs that are due until they are dealt with, as the database has them. */
class Due {
  #jobs: JobDocument[];

  constructor(...jobs: JobDocument[][]) {
    this.#jobs = jobs.flat();
  }

  async due(
    until: Date,
    limit: number,
    _shards?: number[],
    options: { ownerId?: Id; except?: Id[]; latestFirst?: boolean } = {},
  ) {
    const { ownerId, except = [], latestFirst = false } = options;
    const isMeant = (owner: Id) =>
      ownerId ? owner.equals(ownerId) : !except.some((one) => one.equals(owner));
    const due = this.#until(until).filter((job) => isMeant(job.ownerId));
    return latestFirst ? due.slice(-limit).reverse() : due.slice(0, limit);
  }

  async owners(until: Date): Promise<Id[]> {
    return [...new Map(this.#until(until).map(({ ownerId }) => [ownerId.toHexString(), ownerId])).values()];
  }

  #until(until: Date): JobDocument[] {
    return this.#jobs.filter(({ nextRunAt }) => nextRunAt && nextRunAt <= until);
  }

  /** Deals with batch after batch; answers the owners of each. */
  async deal(until = () => NOON, postponed: Id[] = []): Promise<string[][]> {
    const seen: string[][] = [];
    const met = new Set<Id>();
    const skipped = () => postponed.filter((owner) => met.has(owner));
    for await (const batch of dueBatches(this, until, undefined, skipped)) {
      seen.push(batch.map(({ ownerId }) => (ownerId.equals(ana) ? 'ana' : 'another')));
      for (const { ownerId } of batch) met.add(ownerId);
      this.#jobs = this.#jobs.filter((job) => !batch.includes(job) || postponed.includes(job.ownerId));
    }
    return seen;
  }
}
const sizes = (batches: string[][]) => batches.map(({ length }) => length);

describe('what is due', () => {
  it('is nothing when nothing is', async () => {
    expect(await new Due(jobsOf(ana, 3, 1)).deal()).toEqual([]);
  });

  it('comes at once when it fits into a batch', async () => {
    expect(sizes(await new Due(jobsOf(ana, 499)).deal())).toEqual([499]);
  });

  it('comes to its end, batch by batch, however much it is', async () => {
    const batches = await new Due(jobsOf(ana, 1_700)).deal();
    expect([sizes(batches), batches.flat().length]).toEqual([[500, 600, 600, 0].slice(0, 3), 1_700]);
  });

  it('of one does not wait for the thousands of another', async () => {
    const [first, second] = await new Due(jobsOf(ana, 9_000), jobsOf(bob, 10)).deal();
    expect([new Set(first), second?.filter((owner) => owner !== 'ana').length]).toEqual([
      new Set(['ana']),
      10,
    ]);
  });

  it('of one whose jobs are postponed is not looked at again, and holds up no other', async () => {
    const batches = await new Due(jobsOf(ana, 9_000), jobsOf(bob, 700)).deal(undefined, [ana]);
    expect(batches.map((batch) => new Set(batch).size)).toEqual([1, 1, 1]);
    expect([batches[0]?.[0], batches.slice(1).flat().length]).toEqual(['ana', 700]);
  });

  it('of many others comes in turns, and each is in one batch only', async () => {
    const others = Array.from({ length: 120 }, () => jobsOf(new Types.ObjectId(), 2));
    const batches = await new Due(jobsOf(ana, 2_000), ...others).deal();
    expect(batches.flat()).toHaveLength(2_240);
    expect(batches.findLastIndex((batch) => batch.includes('another'))).toBeLessThan(6);
  });

  it('of one who is due only meanwhile is in the next batch, whatever is left of the thousands', async () => {
    let looks = 0;
    const batches = await new Due(jobsOf(ana, 20_000), jobsOf(bob, 1, 1)).deal(() => at(looks++ < 5 ? 0 : 1));
    expect(batches.findIndex((batch) => batch.includes('another'))).toBeLessThan(4);
  });
});
