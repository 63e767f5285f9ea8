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
const aJobOf = async () =>
  (await created(api.ana, aJob({ schedule: { kind: 'interval', every: '10m' } }))).id;
const path = (run: RunDocument) => `/users/runs/${idOf(run)}/cancel`;
const cancel = (run: RunDocument) => api.ana.post<RunView>(path(run));
const job = async (id: string) => (await api.ana.get<JobView>(`/users/jobs/${id}`)).body;

describe('a run that waits', () => {
  test.each([
    ['for its time', {}],
    ['for its next attempt', { attempt: 1, nextAttemptAt: at(30) }],
    ['by hand', { trigger: 'manual' }],
  ] as const)('%s is canceled at once: 200', async (_, facts) => {
    const run = await records.run(await aJobOf(), at(5), facts);
    const { status, body } = await cancel(run);
    expect(status).toBe(200);
    const ended = { status: 'CANCELED', reason: 'BY_USER', finishedAt: NOW.toISOString() };
    expect(body).toMatchObject({ ...ended, canceledBy: api.ana.id });
  });

  test('is canceled for good: no worker finds it, and it is removed with age', async () => {
    const run = await records.run(await aJobOf(), at(5));
    await cancel(run);
    const now = await records.again(run);
    expect(now).toMatchObject({ status: 'CANCELED', dispatchAfter: null, settled: true });
    expect(now.expiresAt?.getTime()).toBeGreaterThan(NOW.getTime());
  });

  test('is the last run of its job, which goes on', async () => {
    const id = await aJobOf();
    const run = await records.run(id, at(5));
    await cancel(run);
    expect(await job(id)).toMatchObject({
      ...{ status: 'PENDING', counts: { total: 1, canceled: 1 } },
      lastRun: { id: idOf(run), status: 'CANCELED', reason: 'BY_USER' },
    });
  });

  test('and was all that was to come leaves the job COMPLETED', async () => {
    const id = await aJobOf();
    await records.changeJob(id, { nextRunAt: null, nextOccurrence: null });
    await cancel(await records.run(id, at(5)));
    expect((await job(id)).status).toBe('COMPLETED');
  });

  test('that several cancel in the same millisecond ends once, and all but one are answered that it has ended', async () => {
    const id = await aJobOf();
    const run = await records.run(id, at(5));
    const answers = await Promise.all([cancel(run), cancel(run), cancel(run)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await job(id)).counts).toMatchObject({ total: 1, canceled: 1 });
  });

  test('and begins, and waits for its next attempt, can be canceled at each of these moments', async () => {
    const id = await aJobOf();
    for (let round = 0; round < 10; round += 1) {
      const run = await records.run(id, at(round));
      const answer = cancel(run);
      await records.goBackAndForth(run, answer);
      expect([200, 202]).toContain((await answer).status);
    }
  });
});

describe('a run that is going on', () => {
  test('is asked to end: 202, and runs until its worker ends it', async () => {
    const run = await records.running(await aJobOf(), at(-5));
    const { status, body } = await cancel(run);
    expect([status, body.status]).toEqual([202, 'RUNNING']);
    const asked = { status: 'RUNNING', cancelRequested: 'BY_USER' };
    expect(await records.again(run)).toMatchObject({ ...asked, canceledBy: expect.anything() });
  });

  test('keeps the place of its job until then', async () => {
    const id = await aJobOf();
    const run = await records.running(id, at(-5));
    await cancel(run);
    expect((await records.job(id)).active).toEqual({ runId: run._id, fence: run.fence });
    expect((await job(id)).status).toBe('RUNNING');
  });

  test('may be asked again', async () => {
    const run = await records.running(await aJobOf(), at(-5));
    await cancel(run);
    expect((await cancel(run)).status).toBe(202);
  });
});

describe('canceling is refused', () => {
  test.each(['COMPLETED', 'FAILED', 'SKIPPED', 'CANCELED'] as const)(
    'for a run that has ended: %s',
    async (status) => {
      const run = await records.ended(await aJobOf(), at(-60), { status });
      expect(await api.ana.refused('POST', path(run))).toMatchObject({ status: 409, code: 'RUN_ENDED' });
      expect(await records.again(run)).toEqual(run);
    },
  );

  test('for the run of another user', async () => {
    const run = await records.run(await aJobOf(), at(5));
    expect((await api.bob.refused('POST', path(run))).status).toBe(404);
    expect(await records.again(run)).toEqual(run);
  });

  test.each(['0123456789abcdef01234567', 'x'])('for a run that is not there: %s', async (id) => {
    expect((await api.ana.refused('POST', `/users/runs/${id}/cancel`)).status).toBe(404);
  });
});
