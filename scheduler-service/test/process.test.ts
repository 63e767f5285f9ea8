import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropDatabase, randomDatabaseUri } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { PASSWORD, register } from '@punctual/testing/api/person';
import { type SpawnedService, spawnService } from '@punctual/testing/backing/spawn-service';
import { describe, expect, inject, onTestFinished, test } from 'vitest';

const settings = () => ({
  MONGODB_URI: randomDatabaseUri(),
  REDIS_URL: inject('redisUrl'),
  JWT_SECRET: randomBytes(32).toString('base64'),
});

async function spawn(env: Record<string, string | undefined>): Promise<SpawnedService> {
  const service = await spawnService('scheduler-service', env);
  onTestFinished(async () => {
    await service.stop();
    await dropDatabase(String(env.MONGODB_URI));
  });
  return service;
}

/** The last line of a start that fails. */
async function lastWords(env: Record<string, string | undefined>): Promise<string> {
  const service = await spawnService('scheduler-service', env).catch((error: Error) => error.message);
  if (typeof service === 'string') return service;
  await service.stop();
  throw new Error('It has started.');
}

/** Sends the head of a request, waits until the service has it, and answers what sends the rest. */
async function beginRegistering(url: string): Promise<() => Promise<number | undefined>> {
  const headers = { 'content-type': 'application/json', expect: '100-continue' };
  const asked = request(`${url}/auth/register`, { method: 'POST', headers });
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
  asked.flushHeaders();
  await once(asked, 'continue');
  return async () => {
    asked.end(JSON.stringify({ email: 'last-minute@example.com', password: PASSWORD }));
    const [answer] = await answered;
    answer.resume();
    return answer.statusCode;
  };
}

const isListening = (url: string): Promise<boolean> =>
  new Client(url).get('/health').then(
    () => true,
    () => false,
  );

describe('the process', () => {
  test('serves, and ends with 0 on SIGTERM', async () => {
    const service = await spawn(settings());
    const client = new Client(service.url);
    // It serves before it has reached Redis: until then it is degraded.
    await expect
      .poll(async () => (await client.get('/health/ready')).body)
      .toMatchObject({ dependencies: { mongodb: 'up', redis: 'up' } });
    expect(await service.stop()).toEqual({ code: 0, signal: null });
  });

  test('logs what strangers may do, as it is in force, when it listens', async () => {
    const service = await spawn({ ...settings(), RECIPIENTS: 'own', MIN_INTERVAL: '60000' });
    const { input } = await service.waitForLog(/"msg":"listening"/);
    expect(JSON.parse(input)).toMatchObject({
      ...{ recipients: 'own', minIntervalMs: 60_000 },
      ...{ verificationRequired: false, secondFactorDemanded: false },
    });
  });

  test('answers what is under way before it ends', async () => {
    const service = await spawn(settings());
    const finish = await beginRegistering(service.url);
    const ended = service.stop();
    await expect.poll(() => isListening(service.url)).toBe(false);
    expect(await finish()).toBe(201);
    expect(await ended).toEqual({ code: 0, signal: null });
  });

  test('keeps accounts and jobs over a restart, tokens too', async () => {
    const env = settings();
    const ana = await register((await spawn(env)).url, 'ana');
    const again = await spawn(env);
    const client = new Client(again.url, ana.headers);
    expect((await client.get('/auth/me')).body).toEqual(ana.user);
  });

  test('logs no password, token, key or cookie', async () => {
    const canaries = { METRICS_TOKEN: 'canary-metrics-token' };
    const service = await spawn({ ...settings(), ...canaries, LOG_LEVEL: 'trace' });
    const ana = await register(service.url, 'ana', { password: 'canary-password' });
    await created(ana, aJob({ name: 'canary-name', description: 'canary\n{"level":"fatal"}' }));
    await new Client(service.url).post('/auth/login', { email: ana.email, password: 'canary-wrong' });
    const { body } = await ana.post<{ key: string }>('/users/api-keys', { service: 'shop' });
    await new Client(service.url, { 'x-api-key': body.key }).get('/users/jobs?q=canary-query');
    await new Client(service.url, { authorization: 'Bearer canary-metrics-token' }).get('/metrics');
    await service.stop();
    expect(service.logs()).not.toContain(body.key);
    expect(service.logs()).not.toMatch(/canary|fatal/);
    expect(service.logs()).not.toContain(ana.accessToken);
    expect(service.logs()).not.toContain(ana.cookie.split('=')[1]);
  });
});

describe('a start with wrong settings', () => {
  test('ends with 1 and a sentence for each of them, all at once, without a stack', async () => {
    const words = await lastWords({
      JWT_SECRET: 'secret',
      LOG_LEVEL: 'loud',
      MONGODB_URI: 'localhost:27017',
    });
    expect(words).toMatch(/exit code 1/);
    expect(words).toMatch(/JWT_SECRET: must have at least 32 bytes/);
    expect(words).toMatch(/MONGODB_URI: must begin with mongodb:/);
    expect(words).toMatch(/REDIS_URL: is missing/);
    expect(words).toMatch(/LOG_LEVEL: /);
    expect(words).not.toMatch(/\n\s+at /);
  });

  test('on a taken port ends with 1 and says which', async () => {
    const service = await spawn(settings());
    const env = settings();
    onTestFinished(() => dropDatabase(env.MONGODB_URI));
    const words = await lastWords({ ...env, SCHEDULER_PORT: String(service.port) });
    expect(words).toMatch(/exit code 1/);
    expect(words).toContain(
      `port is taken: listen EADDRINUSE: address already in use 127.0.0.1:${service.port}`,
    );
  });

  test('of MongoDB says that it does not answer, and what to look at', async () => {
    const words = await lastWords({ ...settings(), MONGODB_URI: 'mongodb://127.0.0.1:1/punctual' });
    expect(words).toMatch(/exit code 1/);
    expect(words).toMatch(/MongoDB does not answer: .*Check MONGODB_URI/s);
  });
});

test('a secret may stand in a file that its variable names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'punctual-secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'jwt-secret');
  const { JWT_SECRET, ...rest } = settings();
  writeFileSync(file, `${JWT_SECRET}\n`);
  const service = await spawn({ ...rest, JWT_SECRET_FILE: file });
  expect((await new Client(service.url).get('/health')).status).toBe(200);
});
