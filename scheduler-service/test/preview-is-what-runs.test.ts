import { DAY_MS, MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import type { Collections } from '@punctual/engine/database/collections';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { DomainEvents } from '@punctual/engine/events/domain-events';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

interface Preview {
  next: { at: string; local: string; note: string | null }[];
}

const clock = new TestClock(new Date('2027-03-01T00:00:00Z'));
const api = useApi({ clock });
const STEP_MS = 5 * MINUTE_MS;
const DRIVEN_MS = 4 * DAY_MS;
const LOOK_AHEAD_MS = 2 * SECOND_MS;
/** Four days in steps of five minutes are many writes. */
const DRIVEN_IN_MS = 90_000;

/** New York's clocks go forward on 14 March 2027 and back on 7 November 2027. */
const CHANGES = { spring: '2027-03-12T00:00:00.000Z', autumn: '2027-11-05T00:00:00.000Z' };
const inNewYork = (expression: string, more: object = {}) => ({
  kind: 'cron',
  expression,
  timezone: 'America/New_York',
  ...more,
});
const daily = (startDate: string) => ({
  kind: 'frequency',
  frequency: 'DAILY',
  startDate,
  timezone: 'America/New_York',
});

/** Lists the runs that a watcher makes of a job that it looks at every five minutes for four days, from `startAt` on. */
async function driven(id: string, startAt: string): Promise<string[]> {
  const jobs = api.database.collection<JobDocument>('jobs');
  const runs = api.database.collection<RunDocument>('runs');
  const materialiser = new Materialiser({
    jobs,
    runs,
    changes: new DomainEvents(),
  } as unknown as Collections);
  const end = Date.parse(startAt) + DRIVEN_MS;
  for (let time = Date.parse(startAt); time < end; time += STEP_MS) {
    const until = new Date(time + LOOK_AHEAD_MS);
    const due = (await materialiser.due(until, 500)).filter(({ _id }) => _id.toHexString() === id);
    await materialiser.materialise(due, new Date(time), until);
  }
  const made = await runs.find({}).sort({ scheduledFor: 1 }).toArray();
  return made.filter((run) => run.jobId.toHexString() === id).map((run) => run.scheduledFor.toISOString());
}

describe('what the preview says is what runs, across both clock changes of New York', () => {
  test.each([
    ['a time that does not exist in spring', 'spring', inNewYork('30 2 * * *')],
    ['the same, skipped by choice', 'spring', inNewYork('30 2 * * *', { dst: { gap: 'skip' } })],
    ['every quarter of an hour in spring', 'spring', inNewYork('*/15 * * * *')],
    ['a daily frequency in spring', 'spring', daily('2027-03-12T07:30:00.000Z')],
    ['a time that comes twice in autumn', 'autumn', inNewYork('30 1 * * *')],
    ['the same, both times by choice', 'autumn', inNewYork('30 1 * * *', { dst: { overlap: 'both' } })],
    ['every quarter of an hour in autumn', 'autumn', inNewYork('*/15 * * * *')],
    ['an interval in autumn', 'autumn', { kind: 'interval', every: '90m' }],
  ] as const)(
    '%s',
    async (_, season, kind) => {
      const startAt = CHANGES[season];
      const schedule = { ...kind, startAt };
      const preview = await api.ana.post<Preview>('/schedules/preview', { schedule, count: 1_000 });
      const { id } = await created(api.ana, aJob({ schedule }));
      const runs = await driven(id, startAt);
      const end = new Date(Date.parse(startAt) + DRIVEN_MS).toISOString();
      const said = preview.body.next.map(({ at }) => at).filter((at) => at < end);
      expect(said.length).toBeGreaterThan(2);
      expect(runs).toEqual(said);
    },
    DRIVEN_IN_MS,
  );
});
