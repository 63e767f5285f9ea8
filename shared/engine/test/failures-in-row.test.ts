import { useDatabase } from '@punctual/testing/engine/database';
import { aJob, at, every } from '@punctual/testing/engine/documents';
import { type ending, RunEngine } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';
import type { JobDocument, RunDocument } from '../src/database/documents.ts';
import { RevisionStore } from '../src/database/revision-store.ts';
import { JobEdits } from '../src/jobs/job-edits.ts';
import { RunCancellation } from '../src/runs/run-cancellation.ts';

const db = useDatabase();
const engine = new RunEngine(db);

type Change = Parameters<typeof ending>[1];
const ENDS = {
  completes: { change: 'complete' },
  fails: { change: 'fail' },
  skipped: { change: 'refuse', reason: 'OVERLAP' },
  canceled: { change: 'withdraw', reason: 'DISABLED' },
} satisfies Record<string, Change>;
type End = keyof typeof ENDS;

/** A job with a run each minute, as it stands after its runs have ended so, one after the other. */
class Story {
  #minutes = 0;
  readonly #job: JobDocument;

  constructor(job: JobDocument) {
    this.#job = job;
  }

  static async of(more: Partial<JobDocument> = {}): Promise<Story> {
    return new Story(await engine.addJob(aJob({ schedule: every(60, at(6_000)), ...more })));
  }

  async ends(...ends: End[]): Promise<RunDocument[]> {
    const runs: RunDocument[] = [];
    for (const end of ends) {
      this.#minutes += 1;
      const when = at(60 * this.#minutes);
      const run = await engine.running(this.#job, { scheduledFor: at(this.#minutes - 1_000) });
      runs.push(await engine.finish(run, { ...ENDS[end], at: when }));
    }
    return runs;
  }

  async summarized(...ends: End[]): Promise<void> {
    for (const end of ends) await engine.summaries.summarize(await this.ends(end), true);
  }

  get now(): Promise<JobDocument> {
    return engine.job(this.#job);
  }
}

const audited: string[] = [];
const edits = () =>
  new JobEdits(
    db.collections,
    new RevisionStore(db.models),
    new RunCancellation(db.collections, engine.runs, engine.summaries),
    async (_, cause) => void audited.push(cause),
  );

describe('the failures in a row of a job', () => {
  it.each<[End[], number]>([
    [[], 0],
    [['fails'], 1],
    [['fails', 'fails', 'fails'], 3],
    [['fails', 'completes'], 0],
    [['fails', 'completes', 'fails', 'fails'], 2],
    [['fails', 'skipped', 'canceled', 'fails'], 2],
    [['completes', 'fails', 'skipped'], 1],
  ])(
    'after runs that end so: %j, are %i, one by one, all at once, and counted again',
    async (ends, count) => {
      const [oneByOne, atOnce, again] = [await Story.of(), await Story.of(), await Story.of()];
      await oneByOne.summarized(...ends);
      await engine.summaries.summarize(await atOnce.ends(...ends), true);
      await engine.summaries.summarize(await again.ends(...ends), false);
      await engine.jobRecovery.recount(100);
      for (const story of [oneByOne, atOnce, again]) expect((await story.now).failuresInRow).toBe(count);
    },
  );

  it('begin anew when it is enabled, also where they are counted again later', async () => {
    const story = await Story.of();
    await story.summarized('fails', 'fails');
    const disabled = await edits().disable(await story.now, { by: null, at: at(200) });
    await edits().enable(disabled?.job as JobDocument, { by: null, at: at(201) });
    expect(await story.now).toMatchObject({ enabled: true, failuresInRow: 0 });
    await story.ends('fails', 'fails');
    await engine.summaries.summarize(await story.ends('fails'), false);
    await engine.summaries.summarize(await engine.recovery.unsummarized(at(9_999), 10), false);
    await engine.jobRecovery.recount(100);
    expect((await story.now).failuresInRow).toBe(2);
  });
});

describe('a job that is to be disabled after three failures', () => {
  it('is not before, and is by the recovery where the worker that counted the third was lost', async () => {
    const story = await Story.of({ pauseAfterFailures: 3 });
    const { _id } = await story.now;
    await story.summarized('fails', 'fails');
    await edits().disableFailing(_id, at(500));
    expect([(await story.now).enabled, await engine.jobRecovery.pausesDue(10)]).toEqual([true, []]);
    await story.summarized('fails');
    expect(await engine.jobRecovery.pausesDue(10)).toEqual([_id]);
    await edits().disableFailing(_id, at(500));
    expect(await story.now).toMatchObject({ enabled: false, stoppedFor: 'FAILURES', nextRunAt: null });
    expect([audited, await engine.jobRecovery.pausesDue(10)]).toEqual([['FAILURES'], []]);
  });

  it('is not, when its next run completes in between', async () => {
    const story = await Story.of({ pauseAfterFailures: 3 });
    await story.summarized('fails', 'fails', 'fails', 'completes');
    await edits().disableFailing((await story.now)._id, at(500));
    expect(await story.now).toMatchObject({ enabled: true, failuresInRow: 0 });
  });

  it('is found where its counts had to be made anew', async () => {
    const story = await Story.of({ pauseAfterFailures: 2 });
    await engine.summaries.summarize(await story.ends('fails', 'fails'), false);
    await engine.jobRecovery.recount(100);
    expect(await engine.jobRecovery.pausesDue(10)).toEqual([(await story.now)._id]);
  });
});
