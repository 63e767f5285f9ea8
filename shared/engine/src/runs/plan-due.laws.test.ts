import { COUNT_CAP, countBetween } from '@punctual/contracts/schedules/next-runs';
import { DAY_MS } from '@punctual/contracts/time';
import { after, aJob, aSchedule, NOON } from '@punctual/testing/engine/documents';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JobDocument } from '../database/documents.ts';
import { MISFIRE_AFTER_MS, type PlannedRun, planDue } from './plan-due.ts';

const AHEAD_MS = 2_000;
const startAt = NOON.toISOString();
const endAfter = (gaps: number) => after(NOON, gaps * 90_000).toISOString();

const schedules = fc.oneof(
  fc
    .record({ seconds: fc.integer({ min: 1, max: 7_200 }), jitterShare: fc.integer({ min: 0, max: 45 }) })
    .map(({ seconds, jitterShare }) =>
      aSchedule({ kind: 'interval', every: seconds * 1_000, startAt, jitterMs: seconds * 10 * jitterShare }),
    ),
  fc
    .constantFrom('* * * * *', '*/7 9-17 * * 1-5', '0 0 * * *', '30 */5 * * * *')
    .map((expression) => aSchedule({ kind: 'cron', expression, timezone: 'Europe/Berlin', startAt })),
  fc
    .integer({ min: 0, max: 40 })
    .map((gaps) => aSchedule({ kind: 'interval', every: 90_000, startAt, endAt: endAfter(gaps) })),
);
/** Mostly a second between two looks at the jobs; now and then a stall, or a night without watchers. */
const pauses = fc.array(
  fc.oneof(
    { arbitrary: fc.integer({ min: 1, max: 2_000 }), weight: 6 },
    { arbitrary: fc.integer({ min: 2_000, max: MISFIRE_AFTER_MS - AHEAD_MS }), weight: 3 },
    { arbitrary: fc.integer({ min: MISFIRE_AFTER_MS, max: 2 * DAY_MS }), weight: 1 },
  ),
  { minLength: 1, maxLength: 40 },
);
/** Policies of a job for its missed runs. */
const policies = fc.record({
  misfire: fc.constantFrom('fireOnce', 'skip', 'all'),
  catchUpWindowMs: fc.constantFrom(0, 3_600_000, DAY_MS),
});
const steady = fc.array(fc.integer({ min: 1, max: MISFIRE_AFTER_MS - AHEAD_MS }), {
  minLength: 1,
  maxLength: 40,
});

/** Looks at a job again and again, and moves it on each time as the watcher does. */
function watch(job: JobDocument, waits: number[]): { runs: PlannedRun[]; next: JobDocument } {
  const runs: PlannedRun[] = [];
  let now = job.nextRunAt ?? NOON;
  let current = job;
  for (const wait of waits) {
    now = after(now, wait);
    const plan = planDue(current, now, after(now, AHEAD_MS));
    runs.push(...plan.runs);
    current = { ...current, nextOccurrence: plan.next?.at ?? null, nextRunAt: plan.next?.dueAt ?? null };
  }
  return { runs, next: current };
}

it('never plans an occurrence twice, and plans in order', () => {
  fc.assert(
    fc.property(schedules, policies, pauses, (schedule, policy, waits) => {
      const instants = watch(aJob({ schedule, ...policy }), waits).runs.map(({ occurrence }) =>
        occurrence.at.getTime(),
      );
      expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b));
    }),
  );
});

it('accounts for every occurrence: each is planned, or counted as missed in a later one', () => {
  fc.assert(
    fc.property(schedules, policies, pauses, (schedule, policy, waits) => {
      const job = aJob({ schedule, ...policy });
      const { runs, next } = watch(job, waits);
      fc.pre(runs.every(({ missed }) => (missed ?? 0) < COUNT_CAP)); // no further is it counted
      const begin = job.nextOccurrence ?? NOON;
      const end = next.nextOccurrence ?? after(NOON, 400 * DAY_MS);
      const accounted = runs.reduce((sum, { missed }) => sum + 1 + (missed ?? 0), 0);
      expect(accounted).toBe(countBetween(schedule, begin, end, Number.MAX_SAFE_INTEGER));
    }),
  );
});

it('misses nothing as long as a watcher looks each minute', () => {
  fc.assert(
    fc.property(schedules, steady, (schedule, waits) => {
      for (const run of watch(aJob({ schedule }), waits).runs)
        expect(run).toMatchObject({ trigger: 'schedule', missed: null });
    }),
  );
});

it('plans nothing before it is due within the look-ahead, and leaves nothing that is', () => {
  fc.assert(
    fc.property(schedules, fc.integer({ min: -10_000, max: 5 * DAY_MS }), (schedule, offset) => {
      const job = aJob({ schedule });
      const now = after(job.nextRunAt ?? NOON, offset);
      const until = after(now, AHEAD_MS);
      const { runs, next } = planDue(job, now, until);
      for (const { occurrence } of runs) expect(occurrence.dueAt <= until).toBe(true);
      if (next && runs.length < 100) expect(next.dueAt > until).toBe(true);
    }),
  );
});

it('runs nothing that its policy does not want: too old, or not made up for', () => {
  fc.assert(
    fc.property(schedules, policies, fc.integer({ min: 0, max: 5 * DAY_MS }), (schedule, policy, offset) => {
      const job = aJob({ schedule, ...policy });
      const now = after(job.nextRunAt ?? NOON, offset);
      const begin = after(now, -policy.catchUpWindowMs);
      const { runs } = planDue(job, now, after(now, AHEAD_MS));
      const newest = runs.findLast(({ trigger }) => trigger === 'catchup');
      for (const { occurrence, trigger, expired } of runs) {
        const isFresh = occurrence.dueAt >= after(now, -MISFIRE_AFTER_MS);
        const isLet = policy.misfire !== 'skip' || (isFresh && occurrence === newest?.occurrence);
        const isWanted = occurrence.dueAt >= begin && isLet;
        expect(expired).toBe(trigger === 'catchup' && !isWanted);
      }
    }),
  );
});

it('makes up for at most a hundred missed occurrences, and for one unless all are wanted', () => {
  fc.assert(
    fc.property(schedules, policies, fc.integer({ min: 0, max: 5 * DAY_MS }), (schedule, policy, offset) => {
      const job = aJob({ schedule, ...policy });
      const now = after(job.nextRunAt ?? NOON, offset);
      const missed = planDue(job, now, after(now, AHEAD_MS)).runs.filter(
        ({ trigger, expired }) => trigger === 'catchup' && !expired,
      );
      expect(missed.length).toBeLessThanOrEqual(policy.misfire === 'all' ? 100 : 1);
    }),
  );
});

it('judges a backlog as a whole: nothing that is due is left beside it', () => {
  fc.assert(
    fc.property(schedules, policies, fc.integer({ min: 0, max: 5 * DAY_MS }), (schedule, policy, offset) => {
      const job = aJob({ schedule, ...policy });
      const now = after(job.nextRunAt ?? NOON, offset);
      const { runs } = planDue(job, now, after(now, AHEAD_MS));
      fc.pre(runs.some(({ trigger }) => trigger === 'catchup'));
      for (const { occurrence, trigger } of runs)
        expect([occurrence.dueAt <= now, trigger]).toEqual([trigger === 'catchup', trigger]);
    }),
  );
});

it('judges a backlog that is on record by its own instant, however late it is done', () => {
  fc.assert(
    fc.property(
      schedules,
      policies,
      fc.integer({ min: MISFIRE_AFTER_MS + 1, max: DAY_MS }),
      pauses,
      (...drawn) => {
        const [schedule, policy, offset, waits] = drawn;
        const job = aJob({ schedule, ...policy });
        const backlogUntil = after(job.nextRunAt ?? NOON, offset);
        const caughtUp = (now: Date) =>
          planDue({ ...job, backlogUntil }, now, now).runs.filter(({ trigger }) => trigger === 'catchup');
        const crashed = after(backlogUntil, Math.max(...waits));
        expect(caughtUp(crashed)).toEqual(caughtUp(backlogUntil));
      },
    ),
  );
});
