import { DAY_MS } from '@punctual/contracts/time';
import { useDatabase } from '@punctual/testing/engine/database';
import { after, aJob, NOON } from '@punctual/testing/engine/documents';
import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import type { JobDocument, RevisionDocument } from '../src/database/documents.ts';
import { KEPT_TASKS, KEPT_VERSIONS } from '../src/database/revision-bounds.ts';
import { RevisionStore, settingsOf } from '../src/database/revision-store.ts';

const db = useDatabase();
const store = () => new RevisionStore(db.models);
const LARGE = 'x'.repeat(60_000);
const aTask = (text: string): JobDocument['task'] => ({ type: 'log', data: { text, LARGE } });

/** A job whose task is large, and who changes it. */
class Edited {
  readonly job = aJob({ task: aTask('first') });

  /** Records a version, with what it changes in the job. */
  async version(
    revision: number,
    more: Partial<JobDocument> = {},
    action: RevisionDocument['action'] = 'edit',
  ): Promise<void> {
    Object.assign(this.job, more);
    const { _id: jobId, ownerId: by, scheduleRevision } = this.job;
    const facts = { jobId, revision, scheduleRevision, at: NOON, by, action };
    await store().record({ ...facts, settings: settingsOf(this.job) });
  }

  stored(): Promise<RevisionDocument[]> {
    return db.models.jobRevisions
      .find({ jobId: this.job._id })
      .sort({ revision: 1 })
      .lean<RevisionDocument[]>();
  }

  texts = async () => (await store().history(this.job._id, 100)).map(({ settings }) => textOf(settings.task));
}
const textOf = (task?: JobDocument['task']) =>
  task?.type === 'log' ? (task.data as Record<string, unknown>).text : undefined;

describe('a version of a job', () => {
  it('stores what it leaves as it was by naming the version that has it', async () => {
    const edited = new Edited();
    await edited.version(1);
    for (const revision of [2, 3]) await edited.version(revision, { description: `v${revision}` });
    const [first, ...others] = await edited.stored();
    expect(mongo.BSON.calculateObjectSize(first as object)).toBeGreaterThan(LARGE.length);
    for (const one of others) {
      expect(mongo.BSON.calculateObjectSize(one)).toBeLessThan(1_500);
      expect(one).toMatchObject({ taskFrom: 1, settings: { description: `v${one.revision}` } });
    }
  });

  it('is recorded once, however many record it at once', async () => {
    for (let tries = 0; tries < 10; tries += 1) {
      const edited = new Edited();
      await Promise.all([1, 2, 3].map(() => edited.version(1)));
      expect(await edited.stored()).toHaveLength(1);
    }
  });

  it('is read in full, however its task came and went', async () => {
    const edited = new Edited();
    await edited.version(1);
    await edited.version(2, { name: 'other' });
    await edited.version(3, { task: aTask('second') });
    await edited.version(4, { name: 'third' });
    await edited.version(5, { task: aTask('first') });
    expect(await edited.texts()).toEqual(['first', 'second', 'second', 'first', 'first']);
    expect(textOf((await store().one(edited.job._id, 4))?.settings.task)).toBe('second');
  });

  it('is stored in full where the one before is not on record', async () => {
    const edited = new Edited();
    await edited.version(1);
    await edited.version(3);
    expect((await edited.stored()).map(({ taskFrom }) => taskFrom)).toEqual([undefined, undefined]);
  });

  it('is one row, also when it is recorded again', async () => {
    const edited = new Edited();
    await edited.version(1);
    for (let i = 0; i < 2; i += 1) await edited.version(2, { name: 'other' });
    expect(await edited.texts()).toEqual(['first', 'first']);
  });
});

describe('the versions of a job are bounded:', () => {
  it('the newest 50 tasks are kept', async () => {
    const edited = new Edited();
    for (let revision = 1; revision <= KEPT_TASKS + 2; revision += 1)
      await edited.version(revision, { task: { type: 'log', data: { text: String(revision) } } });
    const withTask = (await edited.stored()).filter(({ settings }) => settings.task);
    expect(withTask).toHaveLength(KEPT_TASKS);
    expect(await store().one(edited.job._id, 2)).toMatchObject({ settings: { name: edited.job.name } });
  });

  it('the newest 1,000 are kept, and what those need of older ones', async () => {
    const edited = new Edited();
    await edited.version(1);
    for (const revision of [2, 3]) await edited.version(revision, { name: `v${revision}` });
    await edited.version(KEPT_VERSIONS + 2, { name: 'newer' });
    expect((await edited.stored()).map(({ revision }) => revision)).toEqual([1, 3, KEPT_VERSIONS + 2]);
    expect(await edited.texts()).toEqual(['first', 'first', 'first']);
  });

  it('one that is over is removed 400 days after the next, unless that needs it', async () => {
    const edited = new Edited();
    await edited.version(1);
    for (const revision of [2, 3]) await edited.version(revision, { name: `v${revision}` });
    const end = after(NOON, 400 * DAY_MS);
    const ends = async () => (await edited.stored()).map(({ expiresAt }) => expiresAt);
    expect(await ends()).toEqual([null, end, null]);
    await edited.version(4, { task: aTask('second') });
    expect(await ends()).toEqual([end, end, end, null]);
    await edited.version(5, {}, 'delete');
    expect(await ends()).toEqual([end, end, end, end, end]);
  });
});
