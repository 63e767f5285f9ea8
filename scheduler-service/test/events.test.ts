import { AccessTokens } from '@punctual/scheduler-service/auth/access-tokens';
import { Api, randomDatabaseUri, useApi } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { EventReader } from '@punctual/testing/api/event-reader';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { quietLogger } from '@punctual/testing/engine/redis';
import { readConfig } from '@punctual/watcher-service/config';
import { startWatcher } from '@punctual/watcher-service/watcher';
import { describe, expect, onTestFinished, test } from 'vitest';

const mongodbUri = randomDatabaseUri();
const api = useApi({ mongodbUri });

async function listening(client: Client, query = ''): Promise<EventReader> {
  const reader = await EventReader.open(client, query);
  onTestFinished(() => reader.close());
  return reader;
}

/** Another copy of the API, on the same database and Redis. */
async function anotherCopy(env: Record<string, string> = {}): Promise<Api> {
  const copy = new Api({ mongodbUri, env });
  await copy.start();
  onTestFinished(() => copy.stop());
  return copy;
}

async function aKey(owner: Person, scopes?: string[]): Promise<Client> {
  const { body } = await owner.post<{ key: string }>('/users/api-keys', { service: 'x', scopes });
  return new Client(api.url, { 'x-api-key': body.key });
}

const inASecond = () => ({ kind: 'once', at: new Date(Date.now() + 1_000).toISOString() });

describe('events: a subscriber', () => {
  test('is sent a job when it is made, edited and deleted', async () => {
    const stream = await listening(api.ana);
    const job = await created(api.ana);
    expect(await stream.waitFor('job', { id: job.id })).toMatchObject({ ...job, version: '1.1' });
    await api.ana.patch(`/users/jobs/${job.id}`, { name: 'Changed' });
    await stream.waitFor('job', { id: job.id, name: 'Changed' });
    await api.ana.send('DELETE', `/users/jobs/${job.id}`);
    await stream.waitFor('job', { id: job.id, deleted: true });
  });

  test('is sent a run when it is made, and when it is canceled', async () => {
    const stream = await listening(api.ana);
    const job = await created(api.ana, aJob({ schedule: { kind: 'cron', expression: '0 0 1 1 *' } }));
    const { body: run } = await api.ana.post<{ id: string }>(`/users/jobs/${job.id}/run`);
    await stream.waitFor('run', { id: run.id, status: 'PENDING' });
    await api.ana.post(`/users/runs/${run.id}/cancel`);
    await stream.waitFor('run', { id: run.id, status: 'CANCELED', reason: 'BY_USER' });
  });

  test('is sent nothing that belongs to another user', async () => {
    const stream = await listening(api.bob);
    // Who listens has theirs read: then it is for each stream to leave out what is not its own.
    const foreign = await listening(api.ana);
    await foreign.waitFor('job', { id: (await created(api.ana)).id });
    const own = await created(api.bob);
    await stream.waitFor('job', { id: own.id });
    expect(stream.heard.map(({ data }) => data.ownerId)).toEqual([api.bob.id]);
  });

  test('is sent the jobs of all users as an administrator who asks for them', async () => {
    const stream = await listening(api.carla, '?scope=all');
    for (const person of [api.ana, api.bob]) await stream.waitFor('job', { id: (await created(person)).id });
  });

  test('is sent by one copy what another one changed', async () => {
    const there = await anotherCopy();
    const stream = await listening(new Client(there.url, api.ana.headers));
    const job = await created(api.ana);
    await stream.waitFor('job', { id: job.id });
  });

  test('is sent what a watcher changed', async () => {
    const settings = { WATCHER_PORT: '0', SMTP_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'silent' };
    const { mongo, redisUrl } = api.config;
    const config = readConfig({ ...settings, MONGODB_URI: mongo.uri, REDIS_URL: redisUrl });
    const watcher = await startWatcher(config, { logger: quietLogger });
    onTestFinished(() => watcher.stop());
    const stream = await listening(api.ana);
    const job = await created(api.ana, aJob({ schedule: inASecond() }));
    await stream.waitFor('run', { jobId: job.id, status: 'COMPLETED' }, 5_000);
    await stream.waitFor('job', { id: job.id, status: 'COMPLETED' });
  });
});

describe('events: without Redis', () => {
  test('a subscriber is still sent changes', async () => {
    const redis = await startPrivateRedis();
    const there = await anotherCopy({ REDIS_URL: redis.url });
    const stream = await listening(new Client(there.url, api.ana.headers));
    await redis.stop();
    const job = await created(api.ana);
    await stream.waitFor('job', { id: job.id }, 3_000);
    await api.ana.send('DELETE', `/users/jobs/${job.id}`);
    await stream.waitFor('job', { id: job.id, deleted: true }, 3_000);
  });
});

describe('events: a stream', () => {
  test('is of type event-stream, stored by no cache and not buffered by proxies', async () => {
    const { status, headers } = await listening(api.ana);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
  });

  test('ends with the access token', async () => {
    const dora = await api.newcomer();
    const user = await api.database.collection('users').findOne({ email: dora.email });
    const session = await api.database.collection('sessions').findOne({ userId: user?._id });
    const madeAt = new Date(Date.now() - 599_000);
    const tokens = new AccessTokens(api.config.jwtSecrets);
    const token = tokens.issue(user as never, session as never, madeAt);
    const stream = await listening(new Client(api.url, { authorization: `Bearer ${token}` }));
    await stream.ended;
  });

  test('of all users is for administrators who are logged in', async () => {
    for (const client of [api.ana, await aKey(api.carla)])
      expect(await client.refused('GET', '/events?scope=all')).toMatchObject({
        status: 403,
        code: 'FORBIDDEN',
      });
  });

  test('says to a key with one scope of two what that one covers', async () => {
    const [jobs, runs] = await Promise.all(
      ['jobs:read', 'runs:read'].map(async (scope) => listening(await aKey(api.ana, [scope]))),
    );
    const job = await created(api.ana, aJob({ schedule: { kind: 'cron', expression: '0 0 1 1 *' } }));
    const { body: run } = await api.ana.post<{ id: string }>(`/users/jobs/${job.id}/run`);
    await runs?.waitFor('run', { id: run.id });
    const after = await created(api.ana);
    await jobs?.waitFor('job', { id: after.id });
    await api.ana.post(`/users/runs/${run.id}/cancel`);
    await runs?.waitFor('run', { id: run.id, status: 'CANCELED' });
    expect([jobs, runs].map((stream) => [...new Set(stream?.heard.map(({ event }) => event))])).toEqual([
      ['job'],
      ['run'],
    ]);
  });
});

describe('events: a stream hears nothing more within two seconds', () => {
  const LATEST_MS = 2_000;
  type End = (dora: Person) => Promise<{ stream: EventReader; end: () => Promise<unknown> }>;
  const ends: Record<string, End> = {
    'after a logout': async (dora) => ({
      stream: await listening(dora),
      end: () => dora.post('/auth/logout'),
    }),
    'after its key was revoked': async (dora) => {
      const { id, key } = (await dora.post<{ id: string; key: string }>('/users/api-keys', { service: 'x' }))
        .body;
      return {
        stream: await listening(new Client(api.url, { 'x-api-key': key })),
        end: () => dora.send('DELETE', `/users/api-keys/${id}`),
      };
    },
    'after an administrator ended all its logins': async (dora) => ({
      stream: await listening(dora),
      end: () => api.carla.send('DELETE', `/admin/users/${dora.id}/sessions`),
    }),
    'after its account was disabled': async (dora) => ({
      stream: await listening(dora),
      end: () => api.carla.patch(`/admin/users/${dora.id}`, { disabled: true }),
    }),
    'of all users after the role was taken': async (dora) => {
      await api.carla.patch(`/admin/users/${dora.id}/role`, { role: 'admin' });
      return {
        stream: await listening(dora, '?scope=all'),
        end: () => api.carla.patch(`/admin/users/${dora.id}/role`, { role: 'user' }),
      };
    },
  };

  test.each(Object.entries(ends))('%s', async (_, open) => {
    const dora = await api.newcomer();
    const { stream, end } = await open(dora);
    const job = await created(dora);
    await stream.waitFor('job', { id: job.id });
    await end();
    const at = performance.now();
    await stream.ended;
    expect(performance.now() - at).toBeLessThan(LATEST_MS);
  });
});

describe('events: a stream', () => {
  test('is refused to a user who has too many', async () => {
    const dora = await api.newcomer();
    const streams = await Promise.all(Array.from({ length: 20 }, () => listening(dora)));
    expect((await dora.refused('GET', '/events')).status).toBe(429);
    streams[0]?.close();
    await expect.poll(async () => (await listening(dora)).status).toBe(200);
  });

  test('does not delay the stop of the service', async () => {
    const there = await anotherCopy();
    const stream = await listening(new Client(there.url, api.ana.headers));
    await Promise.all([there.stop(), stream.ended]);
  });
});
