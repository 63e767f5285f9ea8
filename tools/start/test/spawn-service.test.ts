import { randomBytes, randomUUID } from 'node:crypto';
import { type MailSink, startMailSink } from '@punctual/testing/backing/mail-sink';
import { type SpawnedService, spawnService } from '@punctual/testing/backing/spawn-service';
import { afterEach, describe, expect, inject, it } from 'vitest';

const cleanups: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function spawnWithDefaults(name: 'scheduler-service' | 'watcher-service'): Promise<SpawnedService> {
  const sink: MailSink = await startMailSink();
  cleanups.push(sink.stop);
  const service = await spawnService(name, {
    MONGODB_URI: `${inject('mongodbUri')}/spawn-${randomUUID().slice(0, 8)}`,
    REDIS_URL: inject('redisUrl'),
    SMTP_URL: sink.smtpUrl,
    JWT_SECRET: randomBytes(32).toString('base64'),
  });
  cleanups.push(() => service.stop());
  return service;
}

describe.each(['scheduler-service', 'watcher-service'] as const)('%s as a real process', (name) => {
  it('listens on a free port, becomes ready and ends with 0 on SIGTERM', async () => {
    const service = await spawnWithDefaults(name);
    await expect.poll(async () => (await fetch(`${service.url}/health/ready`)).status).toBe(200);
    expect(await service.stop()).toEqual({ code: 0, signal: null });
    await expect(fetch(`${service.url}/health`)).rejects.toThrow();
  });
});

it('a service that cannot start says why in the error', async () => {
  await expect(spawnService('watcher-service', { REDIS_URL: 'nonsense' })).rejects.toThrow(/REDIS_URL/);
});
