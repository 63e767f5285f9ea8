import type { JobView } from '@punctual/contracts/jobs/job';
import type { RunView } from '@punctual/contracts/runs/run';
import { SECOND_MS } from '@punctual/contracts/time';
import type { RunDocument } from '@punctual/engine/database/documents';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { idOf, Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { describe, expect, test } from 'vitest';

const NOW = new Date('2031-03-03T12:00:00.000Z');
const clock = new TestClock(NOW);
const api = useApi({ clock });
const records = new Records(api);

const at = (seconds: number) => new Date(NOW.getTime() + seconds * SECOND_MS);
const aJobOf = async (more: object = {}) =>
  (await created(api.ana, aJob({ schedule: { kind: 'interval', every: '10m' }, ...more }))).id;
const path = (run: RunDocument) => `/users/runs/${idOf(run)}/rerun`;
const rerun = (run: RunDocument) => api.ana.post<RunView>(path(run));

describe('running again what has ended', () => {
  test.each(['COMPLETED', 'FAILED', 'SKIPPED', 'CANCELED'] as const)(
    'as %s answers 202 with a new run that names the old one',
    async (status) => {
      const old = await records.ended(await aJobOf(), at(-60), { status });
      const answer = await rerun(old);
      expect(answer.status).toBe(202);
      expect(answer.body).toMatchObject({
        status: 'PENDING',
        trigger: 'rerun',
        rerunOf: idOf(old),
        attempt: 0,
      });
    },
  );

  test('leaves the old run as it is: terminal is terminal', async () => {
    const old = await records.ended(await aJobOf(), at(-60), { status: 'FAILED' });
    await rerun(old);
    expect(await records.again(old)).toEqual(old);
  });

  test('is due at the request, not when the old one was', async () => {
    const old = await records.ended(await aJobOf(), at(-60));
    const { body } = await rerun(old);
    expect(body).toMatchObject({ scheduledFor: NOW.toISOString(), dueAt: NOW.toISOString(), lateness: null });
  });

  test('can be repeated, also for a run that is itself a repetition', async () => {
    const id = await aJobOf();
    const old = await records.ended(id, at(-60));
    const first = await rerun(old);
    await api.ana.post(`/users/runs/${first.body.id}/cancel`);
    const again = await api.ana.post<RunView>(`/users/runs/${first.body.id}/rerun`);
    expect(again.body).toMatchObject({ status: 'PENDING', rerunOf: first.body.id });
    expect((await rerun(old)).body.rerunOf).toBe(idOf(old));
  });

  test('makes a job that had ended PENDING', async () => {
    const id = await aJobOf();
    const old = await records.ended(id, at(-60));
    await records.changeJob(id, { nextRunAt: null, nextOccurrence: null, status: 'COMPLETED' });
    await rerun(old);
    expect((await api.ana.get<JobView>(`/users/jobs/${id}`)).body.status).toBe('PENDING');
  });

  test('while another run is going on is skipped, and names that one', async () => {
    const id = await aJobOf();
    const old = await records.ended(id, at(-60));
    const going = await records.running(id, at(-5));
    expect((await rerun(old)).body).toMatchObject({
      ...{ status: 'SKIPPED', reason: 'OVERLAP' },
      ...{ blockedBy: idOf(going), rerunOf: idOf(old) },
    });
  });
});

describe('running again is refused', () => {
  test.each(['PENDING', 'RUNNING'] as const)('while the run is %s', async (status) => {
    const run = await records.run(await aJobOf(), at(-5), { status });
    expect(await api.ana.refused('POST', path(run))).toMatchObject({ status: 409, code: 'RUN_OPEN' });
  });

  test('while its job is disabled', async () => {
    const old = await records.ended(await aJobOf({ enabled: false }), at(-60));
    expect(await api.ana.refused('POST', path(old))).toMatchObject({ status: 409, code: 'JOB_DISABLED' });
  });

  test('for the run of another user', async () => {
    const id = await aJobOf();
    const old = await records.ended(id, at(-60));
    expect((await api.bob.refused('POST', path(old))).status).toBe(404);
    expect(await records.runs(id)).toEqual([old]);
  });

  test.each(['0123456789abcdef01234567', 'x'])('for a run that is not there: %s', async (id) => {
    expect((await api.ana.refused('POST', `/users/runs/${id}/rerun`)).status).toBe(404);
  });
});
