import { randomBytes } from 'node:crypto';
import type { RunView } from '@punctual/contracts/runs/run';
import { Api } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { startSink } from '@punctual/testing/http-targets/sink';
import { Receiver } from '@punctual/testing/telemetry/receiver';
import { until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { describe, expect, onTestFinished, test } from 'vitest';

const CANARY = 'canary-5f0c1d-of-a-job/with?signs';
const aKey = () => randomBytes(32).toString('base64');
const here = useSurroundings();

/** Runs a job with a secret, made with one key, by a watcher that has others; what came of it, and who called. */
async function called(made: string, watcher: Record<string, string>, { place = '/echo' } = {}) {
  const sink = await startSink();
  const api = new Api({
    mongodbUri: here.env.MONGODB_URI as string,
    env: {
      REDIS_URL: here.redis.url,
      SECRETS_KEY: made,
      HTTP_ALLOWED_NETWORKS: '127.0.0.0/8',
      HTTP_ALLOWED_PORTS: String(sink.port),
    },
  });
  onTestFinished(async () => {
    await api.stop();
    await sink.stop();
  });
  await api.start();
  const process = await here.spawn({
    HTTP_ALLOWED_NETWORKS: '127.0.0.0/8',
    HTTP_ALLOWED_PORTS: String(sink.port),
    LOG_LEVEL: 'trace',
    ...watcher,
  });
  const ana = await api.newcomer({ email: `ana-${randomBytes(4).toString('hex')}@example.com` });
  const task = {
    type: 'http',
    url: sink.url(place, 'localhost'),
    method: 'POST',
    headers: { Authorization: 'Bearer {{ secrets.TOKEN }}' },
    body: { key: '{{ secrets.TOKEN }}' },
    secrets: { TOKEN: CANARY },
  };
  const job = await created(ana, aJob({ task, retry: { attempts: 1 } }));
  const { body } = await ana.post<RunView>(`/users/jobs/${job.id}/run`);
  const run = async () => (await ana.get<RunView>(`/users/runs/${body.id}`)).body;
  await until(async () => expect((await run()).attempts).toHaveLength(1));
  const shown = await Promise.all(
    [
      `/users/jobs/${job.id}`,
      `/users/runs/${body.id}`,
      '/users/jobs/export.csv',
      '/users/runs/export.csv',
    ].map(async (path) => (await ana.get(path)).text),
  );
  await process.stop();
  const [request] = sink.requests;
  return { run: await run(), url: request?.url, headers: request?.headers, logs: process.logs(), shown };
}

describe('a job with a secret', () => {
  test('sends it, and no record and no log has it, though the other side repeats it', async () => {
    const key = aKey();
    const { run, headers, logs } = await called(key, { SECRETS_KEY: key });
    expect(run).toMatchObject({ status: 'COMPLETED' });
    expect(headers).toMatchObject({ authorization: `Bearer ${CANARY}` });
    expect(run.attempts[0]?.response).toContain('Bearer ••••');
    expect(JSON.stringify([run, await here.db.runs.find().toArray()])).not.toContain(CANARY);
    expect(logs).not.toContain(CANARY);
  });

  test('sends it in its address, which is shown, recorded, logged, traced and exported without it', async () => {
    const receiver = await new Receiver().open();
    const key = aKey();
    const env = { SECRETS_KEY: key, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    const place = '/echo/{{ secrets.TOKEN }}?run={{ run.id }}';
    const { run, url, logs, shown } = await called(key, env, { place });
    expect([run.status, url]).toEqual(['COMPLETED', `/echo/${encodeURIComponent(CANARY)}?run=${run.id}`]);
    expect(receiver.spans.length).toBeGreaterThan(0);
    const records = await Promise.all([here.db.runs.find().toArray(), here.db.jobs.find().toArray()]);
    for (const seen of [run, shown, records, logs, receiver.spans]) {
      expect(JSON.stringify(seen)).not.toContain(CANARY);
      expect(JSON.stringify(seen)).not.toContain(encodeURIComponent(CANARY));
    }
    expect(shown[0]).toContain('{{ secrets.TOKEN }}?run={{ run.id }}');
  });

  test('sends it while the key is replaced', async () => {
    const key = aKey();
    const { run } = await called(key, { SECRETS_KEY: aKey(), SECRETS_KEY_PREVIOUS: key });
    expect(run).toMatchObject({ status: 'COMPLETED' });
  });

  test.each([
    ['another key', { SECRETS_KEY: aKey() }],
    ['no key', {}],
  ])('sends nothing where there is %s', async (_, watcher) => {
    const { run, headers } = await called(aKey(), watcher);
    expect(run).toMatchObject({ status: 'FAILED', attempts: [{ code: 'SECRET_UNREADABLE' }] });
    expect(headers).toBeUndefined();
  });
});
