import type { Explanation, ImpactView, OccurrenceView } from '@punctual/contracts/api/schedules-contract';
import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { logIn, type Person } from '@punctual/testing/api/person';
import { Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { afterEach, describe, expect, test } from 'vitest';

const NOON = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOON);
const api = useApi({ clock });
const records = new Records(api);
// An access token lives ten minutes.
afterEach(() => clock.advance(NOON.getTime() - clock.now().getTime()));

const TWO_MINUTES = { kind: 'interval', every: '2m', jitterMs: 55 * SECOND_MS };
const OTHER = { kind: 'interval', every: '7m' };

/** A job whose instant has just passed, and which is due only ten seconds later or more, because of its jitter. */
async function aJobStillDue(who: Person = api.ana) {
  for (;;) {
    const { id } = await created(who, aJob({ schedule: TWO_MINUTES }));
    const { nextOccurrence: at, nextRunAt: dueAt } = await records.job(id);
    if (!at || !dueAt) throw new Error('The job has no next time.');
    if (dueAt.getTime() - at.getTime() < 10 * SECOND_MS) continue;
    clock.advance(at.getTime() + SECOND_MS - clock.now().getTime());
    return { id, at, dueAt };
  }
}
const path = (id: string, rest = '') => `/users/jobs/${id}${rest}`;
const patch = (id: string, rest: string, body?: object) => api.ana.patch(path(id, rest), body);
const why = async (id: string, at: Date, who: Person = api.ana) =>
  (await who.get<Explanation>(path(id, `/explain?at=${at.toISOString()}`))).body;
const impact = async (id: string, edit: object) => {
  const { removed, unchanged, before, after } = (await api.ana.post<ImpactView>(path(id, '/impact'), edit))
    .body;
  return { removed, unchanged, before: before[0]?.at, after: after[0]?.at };
};
const verdictOf = async (id: string, at: Date) => {
  const [from, to] = [at, new Date(at.getTime() + 1)].map((one) => one.toISOString());
  const { body } = await api.ana.get<{ data: OccurrenceView[] }>(
    path(id, `/occurrences?from=${from}&to=${to}`),
  );
  return body.data.map(({ verdict, reason }) => [verdict, reason]);
};
/** Gives the schedule of a job an end that lies far away. */
const withEnd = async (id: string) => {
  const { seed: _, ...schedule } = (await records.job(id)).schedule;
  return { ...schedule, endAt: '2032-01-01T00:00:00.000Z' };
};

describe('an occurrence whose instant has passed and that is still due', () => {
  test.each<[string, string, (id: string) => Promise<unknown>]>([
    ['another schedule', 'SUPERSEDED', (id) => patch(id, '', { schedule: OTHER })],
    ['disabling', 'DISABLED', (id) => patch(id, '/disable')],
    [
      'a bulk that disables',
      'DISABLED',
      (id) => api.ana.post('/users/jobs/bulk', { action: 'disable', ids: [id] }),
    ],
    ['isActive of the dialects', 'DISABLED', (id) => api.ana.patch(`/jobs/${id}`, { isActive: false })],
    ['deletion', 'DELETED', (id) => api.ana.send('DELETE', path(id))],
  ])('is canceled by %s, with a row that says so: %s', async (_, reason, act) => {
    const { id, at, dueAt } = await aJobStillDue();
    await act(id);
    expect(await records.runs(id)).toMatchObject([{ scheduledFor: at, dueAt, status: 'CANCELED', reason }]);
    expect(await why(id, at)).toMatchObject({ verdict: 'CANCELED', reason, change: { by: api.ana.email } });
  });

  test('is canceled with the account, and comes again with it', async () => {
    const dora = await api.newcomer();
    const { id, at, dueAt } = await aJobStillDue(dora);
    const carla = await logIn(api.url, api.carla.email);
    await carla.patch(`/admin/users/${dora.id}`, { disabled: true });
    expect(await records.runs(id)).toMatchObject([{ scheduledFor: at, dueAt, reason: 'OWNER_DISABLED' }]);
    await carla.patch(`/admin/users/${dora.id}`, { disabled: false });
    expect(await records.job(id)).toMatchObject({ nextOccurrence: at, nextRunAt: dueAt });
  });

  test('is kept by an edit that keeps its instant, however early it is due then', async () => {
    const { id, at, dueAt } = await aJobStillDue();
    const end = await withEnd(id);
    expect(await impact(id, { schedule: end })).toMatchObject({
      removed: 0,
      before: at.toISOString(),
      after: at.toISOString(),
    });
    await patch(id, '', { schedule: end });
    expect(await records.job(id)).toMatchObject({ nextOccurrence: at, nextRunAt: dueAt });
    expect(await why(id, at)).toMatchObject({ verdict: 'PLANNED' });
    await patch(id, '', { schedule: { ...end, jitterMs: 0 } });
    expect(await records.runs(id)).toMatchObject([{ scheduledFor: at, dueAt: at, status: 'PENDING' }]);
  });

  test('is said to be removed by an edit or a disable that drops it', async () => {
    const { id, at } = await aJobStillDue();
    for (const edit of [{ schedule: OTHER }, { enabled: false }]) {
      const { before, after } = await impact(id, edit);
      expect([before, after === at.toISOString()]).toEqual([at.toISOString(), false]);
    }
  });

  test('comes again when the job is enabled in time, and is planned, not disabled', async () => {
    const { id, at, dueAt } = await aJobStillDue();
    await patch(id, '/disable');
    expect(await impact(id, { enabled: true })).toMatchObject({ after: at.toISOString() });
    await patch(id, '/enable');
    expect(await records.job(id)).toMatchObject({ nextOccurrence: at, nextRunAt: dueAt });
    await records.forgetRuns(id);
    expect(await why(id, at)).toMatchObject({ verdict: 'PLANNED', reason: null });
    expect(await verdictOf(id, at)).toEqual([['PLANNED', null]]);
  });

  test('is not brought in by a schedule that did not have it', async () => {
    const { id, at } = await aJobStillDue();
    const other = {
      kind: 'interval',
      every: '4m',
      startAt: new Date(at.getTime() + 500).toISOString(),
      jitterMs: 110_000,
    };
    await patch(id, '', { schedule: other });
    const { nextOccurrence } = await records.job(id);
    expect(nextOccurrence?.getTime()).toBe(at.getTime() + 500 + 4 * MINUTE_MS);
  });
});
