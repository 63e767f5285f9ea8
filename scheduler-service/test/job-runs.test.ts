import type { RunView } from '@punctual/shared/runs/run';
import { describe, expect, test } from 'vitest';
import { useApi } from '../../shared/test/support/api/api.ts';
import { aJob, created } from '../../shared/test/support/api/job-drafts.ts';
import { SECOND, TestClock } from '../../shared/test/support/api/test-clock.ts';

interface History {
  data: RunView[];
  page: null;
  nextCursor: string | null;
}

const clock = new TestClock();
const api = useApi({ clock });
const at = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();

/** The three runs that a job of each second has from its creation on. */
async function threeRuns() {
  const { id } = await created(api.ana, aJob({ schedule: { kind: 'interval', every: '1s' } }));
  const runs = async (query = '') => (await api.ana.get<History>(`/users/jobs/${id}/runs${query}`)).body;
  return { id, runs };
}

describe('the runs of a job', () => {
  test('are shown from the newest occurrence back', async () => {
    const { runs } = await threeRuns();
    const { data, page, nextCursor } = await runs();
    expect(data.map(({ scheduledFor }) => scheduledFor)).toEqual([
      at(3 * SECOND),
      at(2 * SECOND),
      at(SECOND),
    ]);
    expect([page, nextCursor]).toEqual([null, null]);
  });

  test('show all that the contract names of a run, and nothing of the engine', async () => {
    const { id, runs } = await threeRuns();
    const [run] = (await runs('?limit=1')).data;
    expect(run).toEqual({
      ...{ id: expect.stringMatching(/^[0-9a-f]{24}$/), jobId: id, ownerId: api.ana.id },
      ...{ trigger: 'schedule', status: 'PENDING', reason: null, blockedBy: null, missed: null },
      ...{ scheduledFor: at(3 * SECOND), dueAt: at(3 * SECOND), queuedAt: null, startedAt: null },
      ...{ finishedAt: null, lateness: null, attempt: 0, attempts: [], rerunOf: null },
    });
  });

  test('go on at a cursor, to the end', async () => {
    const { runs } = await threeRuns();
    const first = await runs('?limit=2');
    const second = await runs(`?limit=2&cursor=${first.nextCursor}`);
    expect(second.data.map(({ scheduledFor }) => scheduledFor)).toEqual([at(SECOND)]);
    expect(second.nextCursor).toBeNull();
  });

  test('of the same instant are told apart by the cursor', async () => {
    const { runs } = await threeRuns();
    const all = (await runs()).data.map(({ id }) => id);
    const scheduledFor = new Date(at(SECOND));
    const [{ jobId } = { jobId: '' }] = (await runs()).data;
    const rows = api.database.collection('runs');
    const first = await rows.findOne({ scheduledFor });
    await rows.updateMany({ jobId: first?.jobId }, { $set: { scheduledFor } });
    const seen: string[] = [];
    for (let query = '?limit=1', next: string | null = ''; next !== null; query = `?limit=1&cursor=${next}`) {
      const answer = await runs(query);
      seen.push(...answer.data.map(({ id }) => id));
      next = answer.nextCursor;
    }
    expect(jobId).not.toBe('');
    expect(seen.sort()).toEqual(all.sort());
  });

  test.each(['nonsense', '1', '1.2', '99999999999999999.0123456789abcdef01234567', '%7B%7D'])(
    'at the cursor %s, which no answer has given, are refused',
    async (cursor) => {
      const { id } = await threeRuns();
      const error = await api.ana.refused('GET', `/users/jobs/${id}/runs?cursor=${cursor}`);
      expect(error).toMatchObject({ status: 422, paths: ['cursor'] });
    },
  );
});
