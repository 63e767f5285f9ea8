import type { AuditEntryView } from '@punctual/contracts/api/audit-contract';
import type { VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { OverviewView } from '@punctual/contracts/api/overview-contract';
import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import type { RunView } from '@punctual/contracts/runs/run';
import type { RunDocument } from '@punctual/engine/database/documents';
import { Api } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { quietLogger, TestRedis } from '@punctual/testing/engine/redis';
import { type Sink, startSink } from '@punctual/testing/http-targets/sink';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { startWatcher, type Watcher } from '../src/watcher.ts';

const redis = new TestRedis();
let sink: Sink;
let api: Api;
let watcher: Watcher;

beforeAll(async () => {
  [sink] = await Promise.all([startSink(), redis.start()]);
  api = new Api({
    env: {
      REDIS_URL: redis.url,
      HTTP_ALLOWED_NETWORKS: '127.0.0.0/8',
      HTTP_ALLOWED_PORTS: String(sink.port),
    },
  });
  await api.startWithCast();
  const config = readConfig({
    WATCHER_PORT: '0',
    MONGODB_URI: api.config.mongo.uri,
    REDIS_URL: redis.url,
    SMTP_URL: 'smtp://127.0.0.1:25',
    HTTP_ALLOWED_NETWORKS: '127.0.0.0/8',
    HTTP_ALLOWED_PORTS: String(sink.port),
  });
  watcher = await startWatcher(config, { logger: quietLogger });
});
afterAll(async () => {
  await watcher.stop();
  await api.drop();
  await redis.stop();
  await sink.stop();
});

/** Makes a job that calls a path of the sink at once, and answers its run after its first attempt. */
async function calling(path: string, task: object = {}): Promise<RunView> {
  const job = await created(
    api.ana,
    aJob({
      task: { type: 'http', url: sink.url(path, 'localhost'), ...task },
      schedule: { kind: 'once', at: new Date().toISOString() },
      retry: { backoff: 'fixed', delayMs: 100 },
    }),
  );
  return vi.waitFor(
    async () => {
      const { body } = await api.ana.get<{ data: RunView[] }>(`/users/jobs/${job.id}/runs`);
      const [run] = body.data;
      if (!run?.attempts.length) throw new Error('The run has not ended yet.');
      return run;
    },
    { timeout: 15_000 },
  );
}

describe('A job that calls an address', () => {
  it('is made over the API and carried out with the id of its run as the key', async () => {
    const run = await calling('/echo', { method: 'POST', body: { hello: 'world' } });
    expect(run).toMatchObject({ status: 'COMPLETED', attempts: [{ outcome: 'COMPLETED', code: 200 }] });
    const { lookedUpMs, answeredMs } = run.attempts[0]?.timings ?? {};
    expect(lookedUpMs).toBeLessThanOrEqual(answeredMs ?? -1);
    const seen = JSON.parse(run.attempts[0]?.response ?? '');
    expect(seen).toMatchObject({ method: 'POST', body: '{"hello":"world"}' });
    expect(seen.headers).toMatchObject({ 'idempotency-key': run.id, 'x-attempt': '1' });
  });

  it('fails for good where repeating it changes nothing', async () => {
    expect(await calling('/404')).toMatchObject({
      status: 'FAILED',
      attempts: [{ outcome: 'FAILED', code: 404 }],
    });
  });

  it('fails for good and is disabled, when what it calls says that it is gone', async () => {
    const run = await calling('/410');
    expect(run).toMatchObject({ status: 'FAILED', attempts: [{ outcome: 'FAILED', code: 410 }] });
    const job = async () => (await api.ana.get<JobView>(`/users/jobs/${run.jobId}`)).body;
    await vi.waitFor(async () => expect(await job()).toMatchObject({ enabled: false, nextRunAt: null }));
  });

  it('is disabled by Punctual then, which says why everywhere, and needs attention until somebody acts', async () => {
    const { jobId } = await calling('/410');
    const path = `/users/jobs/${jobId}`;
    const read = async <T>(from: string, who = api.ana) => (await who.get<T>(from)).body;
    const failing = async () => (await read<{ failing: number }>('/users/jobs/counts')).failing;
    const stopped = async () => {
      const overview = await read<OverviewView>('/users/overview?window=1h');
      return overview.failing.filter(({ job }) => job.id === jobId);
    };
    const history = () => read<{ data: VersionView[] }>(`${path}/history`);
    await vi.waitFor(async () =>
      expect((await history()).data[0]).toMatchObject({ by: null, cause: 'GONE', action: 'disable' }),
    );
    const later = new Date(Date.now() + 60_000).toISOString();
    const why = await read<Explanation>(`${path}/explain?at=${later}`);
    expect(why.sentence).not.toContain(api.ana.email);
    await vi.waitFor(async () => {
      const { data } = await read<{ data: AuditEntryView[] }>('/admin/audit?action=job.disable', api.carla);
      expect(data.filter(({ target }) => target === jobId)).toMatchObject([
        { actor: null, outcome: 'ok', details: { cause: 'GONE' } },
      ]);
    });
    expect(await stopped()).toMatchObject([{ isFailing: true, stoppedFor: 'GONE' }]);
    const before = await failing();
    await api.ana.patch(path, { name: 'I have seen it' });
    expect([before - (await failing()), (await stopped())[0]?.isFailing]).toEqual([1, false]);
  });

  it('is disabled by Punctual when as many runs in a row have failed as its owner has set, and runs again when enabled', async () => {
    const task = { type: 'http', url: sink.url('/404', 'localhost') };
    const daily = { kind: 'cron', expression: '0 9 * * *', timezone: 'UTC' };
    const { id } = await created(api.ana, aJob({ task, schedule: daily, pauseAfterFailures: 2 }));
    const job = async () => (await api.ana.get<JobView>(`/users/jobs/${id}`)).body;
    const failOnce = async (failuresInRow: number) => {
      await api.ana.post(`/users/jobs/${id}/run`);
      await vi.waitFor(async () => expect(await job()).toMatchObject({ failuresInRow }), 15_000);
    };
    await failOnce(1);
    expect(await job()).toMatchObject({ enabled: true });
    await failOnce(2);
    await vi.waitFor(async () => expect(await job()).toMatchObject({ enabled: false, nextRunAt: null }));
    const { body: history } = await api.ana.get<{ data: VersionView[] }>(`/users/jobs/${id}/history`);
    expect(history.data[0]).toMatchObject({ by: null, cause: 'FAILURES', action: 'disable' });
    expect(
      (await api.ana.get<{ data: JobView[] }>('/users/jobs?failing=true')).body.data.map(({ id }) => id),
    ).toContain(id);
    await api.ana.patch(`/users/jobs/${id}/enable`);
    expect(await job()).toMatchObject({ enabled: true, failuresInRow: 0 });
  });

  it('is done and stays enabled, when that is the answer it expects', async () => {
    const run = await calling('/410', { expectStatus: 410 });
    expect(run).toMatchObject({ status: 'COMPLETED', attempts: [{ code: 410 }] });
    expect((await api.ana.get<JobView>(`/users/jobs/${run.jobId}`)).body).toMatchObject({ enabled: true });
  });

  it('is not repeated before the time that the server asks for, however short its own pause', async () => {
    const run = await calling('/429');
    expect(run).toMatchObject({ status: 'PENDING', attempts: [{ outcome: 'RETRY', code: 429 }] });
    const stored = await api.database.collection<RunDocument>('runs').findOne({ 'attempts.code': 429 });
    const ended = new Date(run.attempts[0]?.finishedAt ?? '').getTime();
    expect(stored?.nextAttemptAt.getTime()).toBe(ended + 7_000);
  });

  it('is refused by the API where its address is written as a private one', async () => {
    const task = { type: 'http', url: 'http://[::ffff:7f00:1]/' };
    expect(await api.ana.post('/users/jobs', aJob({ task }))).toMatchObject({
      status: 422,
      body: {
        error: {
          details: [
            {
              path: 'task.url',
              message: 'That address is inside a private network, which jobs cannot call.',
            },
          ],
        },
      },
    });
  });
});
