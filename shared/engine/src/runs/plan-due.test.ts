import { after, aJob, aSchedule, at, every, NOON, once } from '@punctual/testing/engine/documents';
import { describe, expect, it } from 'vitest';
import type { JobDocument } from '../database/documents.ts';
import { MISFIRE_AFTER_MS, planDue } from './plan-due.ts';

const AHEAD_MS = 2_000;
const HOUR = 3_600;
const plan = (job: JobDocument, now: Date) => planDue(job, now, after(now, AHEAD_MS));
const instants = (job: JobDocument, now: Date) => plan(job, now).runs.map(({ occurrence }) => occurrence.at);

describe('planning what is due', () => {
  it('plans the run that is due now, and the next time after it', () => {
    expect(plan(aJob({ schedule: every(60, NOON) }), NOON)).toEqual({
      runs: [{ occurrence: { at: NOON, dueAt: NOON }, trigger: 'schedule', missed: null, expired: false }],
      next: { at: at(60), dueAt: at(60) },
    });
  });

  it('looks ahead, so that at the due millisecond only the queue is left to do', () => {
    expect(instants(aJob({ schedule: once(at(2)) }), NOON)).toEqual([at(2)]);
  });

  it('plans nothing that lies further ahead, and stays where it is', () => {
    const job = aJob({ schedule: once(at(3)) });
    expect(plan(job, NOON)).toEqual({ runs: [], next: { at: at(3), dueAt: at(3) } });
  });

  it('plans all that lie within the look-ahead', () => {
    expect(instants(aJob({ schedule: every(1, NOON) }), NOON)).toEqual([NOON, at(1), at(2)]);
  });

  it('has no next time after the last', () => {
    expect(plan(aJob({ schedule: once(NOON) }), NOON).next).toBeNull();
    const ending = aSchedule({
      kind: 'interval',
      every: 60_000,
      startAt: NOON.toISOString(),
      endAt: at(59).toISOString(),
    });
    expect(plan(aJob({ schedule: ending }), NOON).next).toBeNull();
  });

  it('plans nothing for a job without a next time', () => {
    expect(plan(aJob({ nextOccurrence: null, nextRunAt: null }), NOON)).toEqual({ runs: [], next: null });
  });

  it('goes by when a run is due, not by its nominal instant', () => {
    const job = aJob({ schedule: every(HOUR, NOON), nextOccurrence: NOON, nextRunAt: at(600) });
    expect(instants(job, at(599))).toEqual([NOON]);
    expect(instants(job, at(597))).toEqual([]);
  });

  it('makes at most a hundred runs in a step, and goes on from there in the next', () => {
    const job = aJob({ schedule: every(1, NOON) });
    const { runs, next } = planDue(job, NOON, at(500));
    expect(runs).toHaveLength(100);
    expect(next?.at).toEqual(at(100));
  });
});

describe('what was missed', () => {
  const hourly = (more: Partial<JobDocument> = {}) => aJob({ schedule: every(HOUR, at(-5 * HOUR)), ...more });

  it('is one run, for the newest of it, which carries the number of the others', () => {
    const { runs, next } = plan(hourly(), at(120));
    expect(runs).toEqual([
      { occurrence: { at: NOON, dueAt: NOON }, trigger: 'catchup', missed: 5, expired: false },
    ]);
    expect(next?.at).toEqual(at(HOUR));
  });

  it('begins a minute after the due time: what is later by less is only late', () => {
    const job = aJob({ schedule: once(NOON) });
    expect(plan(job, after(NOON, MISFIRE_AFTER_MS)).runs[0]).toMatchObject({
      trigger: 'schedule',
      missed: null,
    });
    expect(plan(job, after(NOON, MISFIRE_AFTER_MS + 1)).runs[0]).toMatchObject({
      trigger: 'catchup',
      missed: 0,
    });
  });

  it('is judged together with what is due now, and not with what lies ahead', () => {
    const { runs } = plan(aJob({ schedule: every(40, at(-119)) }), NOON);
    expect(runs.map(({ occurrence, trigger, missed }) => [occurrence.at, trigger, missed])).toEqual([
      [at(-39), 'catchup', 2],
      [at(1), 'schedule', null],
    ]);
  });

  it('is judged by the instant that the job keeps, also after a crash', () => {
    const job = aJob({ schedule: every(40, at(-120)), backlogUntil: at(-1) });
    expect(plan(job, at(30)).runs).toMatchObject([
      { occurrence: { at: at(-40) }, trigger: 'catchup', missed: 2 },
      { occurrence: { at: NOON }, trigger: 'schedule', missed: null },
    ]);
  });

  it('is a backlog of its own where it came after that instant: the next step judges it', () => {
    const job = aJob({ schedule: every(40, at(-120)), backlogUntil: at(-1) });
    const { runs, next } = plan(job, at(120));
    expect(runs).toMatchObject([{ occurrence: { at: at(-40) }, trigger: 'catchup', missed: 2 }]);
    expect(
      plan({ ...job, nextOccurrence: next?.at ?? null, nextRunAt: next?.dueAt ?? null }, at(120)).runs,
    ).toMatchObject([{ occurrence: { at: at(120) }, trigger: 'catchup', missed: 3 }]);
  });

  it('is expired when the newest of it lies before the catch-up window', () => {
    const job = hourly({ catchUpWindowMs: 600_000 });
    expect(plan(job, at(600)).runs[0]).toMatchObject({ expired: false });
    expect(plan(job, at(601)).runs[0]).toMatchObject({ expired: true, missed: 5 });
  });

  it('is expired at once where nothing shall be caught up', () => {
    expect(plan(hourly({ catchUpWindowMs: 0 }), at(120)).runs[0]).toMatchObject({ expired: true });
  });

  it('of a single time carries no others', () => {
    expect(plan(aJob({ schedule: once(at(-HOUR)) }), NOON)).toMatchObject({
      runs: [{ trigger: 'catchup', missed: 0, expired: false }],
      next: null,
    });
  });

  it('leaves a run that jitter puts within the last minute to be run as it is', () => {
    const job = aJob({ schedule: every(HOUR, at(-HOUR), { jitterMs: 1_200_000 }) });
    const { runs } = plan(job, job.nextRunAt ? after(job.nextRunAt, 30_000) : NOON);
    expect(runs).toMatchObject([{ trigger: 'schedule' }]);
  });
});

describe('what was missed, where nothing shall be made up for (skip)', () => {
  it('is one row that says so, for the newest, with the number of the others', () => {
    const job = aJob({ schedule: every(HOUR, at(-5 * HOUR)), misfire: 'skip' });
    expect(plan(job, at(120)).runs).toEqual([
      { occurrence: { at: NOON, dueAt: NOON }, trigger: 'catchup', missed: 5, expired: true },
    ]);
  });

  it('is followed by the run of the newest, if that is late by no more than a minute', () => {
    const job = aJob({ schedule: every(50, at(-150)), misfire: 'skip' });
    expect(plan(job, at(10)).runs).toEqual([
      { occurrence: { at: at(-50), dueAt: at(-50) }, trigger: 'catchup', missed: 2, expired: true },
      { occurrence: { at: NOON, dueAt: NOON }, trigger: 'catchup', missed: null, expired: false },
    ]);
  });

  it('does not touch what is late by less than a minute', () => {
    const job = aJob({ schedule: once(NOON), misfire: 'skip' });
    expect(plan(job, at(60)).runs).toMatchObject([{ trigger: 'schedule', expired: false }]);
  });
});

describe('what was missed, where all of it shall be made up for (all)', () => {
  const missedAll = (more: Partial<JobDocument> = {}) =>
    aJob({ schedule: every(HOUR, at(-5 * HOUR)), misfire: 'all', ...more });
  const rows = (job: JobDocument, now: Date) =>
    plan(job, now).runs.map(({ occurrence, missed, expired }) => [occurrence.at, missed, expired]);

  it('is a run for each occurrence, the oldest first', () => {
    expect(instants(missedAll(), at(120))).toEqual([-5, -4, -3, -2, -1, 0].map((hours) => at(hours * HOUR)));
    expect(plan(missedAll(), at(120)).runs.every(({ trigger }) => trigger === 'catchup')).toBe(true);
  });

  it('is a hundred runs at most: the oldest of them counts those before it', () => {
    const job = missedAll({ schedule: every(60, at(-250 * 60)) });
    const { runs, next } = plan(job, at(117));
    expect(runs.filter(({ trigger }) => trigger === 'catchup')).toHaveLength(100);
    expect(runs.map(({ missed }) => missed ?? 0).slice(0, 3)).toEqual([152, 0, 0]);
    expect(next?.at).toEqual(at(120));
  });

  it('begins at the catch-up window, and counts what lies before it', () => {
    const job = missedAll({ catchUpWindowMs: 2 * HOUR * 1_000 + 120_000 });
    expect(rows(job, at(120))).toEqual([
      [at(-2 * HOUR), 3, false],
      [at(-HOUR), null, false],
      [NOON, null, false],
    ]);
  });

  it('is one row that says so, when all of it lies before the window', () => {
    expect(rows(missedAll({ catchUpWindowMs: 60_000 }), at(120))).toEqual([[NOON, 5, true]]);
  });

  it('never begins before the next occurrence of the job', () => {
    const job = missedAll({ nextOccurrence: at(-HOUR), nextRunAt: at(-HOUR) });
    expect(rows(job, at(120))).toEqual([
      [at(-HOUR), 0, false],
      [NOON, null, false],
    ]);
  });

  it('includes what is due now', () => {
    const job = missedAll({ schedule: every(40, at(-160)) });
    expect(plan(job, NOON).runs.map(({ occurrence, trigger }) => [occurrence.at, trigger])).toEqual([
      [at(-160), 'catchup'],
      [at(-120), 'catchup'],
      [at(-80), 'catchup'],
      [at(-40), 'catchup'],
      [NOON, 'catchup'],
    ]);
  });
});

describe('a watcher that stood still for 132 s, with an occurrence each 10 s', () => {
  const NOW = at(132);
  const stalled = (misfire: JobDocument['misfire']) =>
    plan(aJob({ schedule: every(10, at(5)), misfire }), NOW).runs.filter(
      ({ occurrence }) => occurrence.dueAt <= NOW,
    );

  it.each([
    ['fireOnce', 1, 12],
    ['skip', 1, 11],
    ['all', 13, 0],
  ] as const)('accounts for all thirteen, and judges the fresh ones too: %s', (misfire, toRun, counted) => {
    const runs = stalled(misfire);
    const kept = runs.filter(({ expired }) => !expired);
    expect([kept.length, runs.reduce((sum, { missed }) => sum + (missed ?? 0), 0)]).toEqual([toRun, counted]);
    expect(runs.length + counted).toBe(13);
    expect(kept.at(-1)?.occurrence.at).toEqual(at(125));
  });
});
