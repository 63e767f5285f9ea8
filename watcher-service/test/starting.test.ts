import { freePort } from '@punctual/start/system/free-port';
import { useSurroundings } from '@punctual/testing/watcher/watcher';
import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';

const here = useSurroundings();

describe('a watcher that cannot start', () => {
  it('names everything that is wrong with its settings at once, without a stack, and ends with 1', async () => {
    const wrong = { SMTP_URL: '', ROLES: 'sleep', LEASE_MS: '5', MONGODB_URI: 'postgres://db' };
    const error = await here.spawn(wrong).catch((reason: Error) => reason.message);
    expect(error).toMatch(/exit code 1/);
    expect(error).toContain('watcher-service could not start. These settings are wrong:');
    for (const name of ['SMTP_URL', 'ROLES', 'LEASE_MS', 'MONGODB_URI']) expect(error).toContain(`  ${name}`);
    expect(error).not.toMatch(/at .*\.js:\d+/);
  });

  it('says that MongoDB does not answer, and which setting to check', async () => {
    const nowhere = `mongodb://127.0.0.1:${await freePort()}/punctual`;
    await expect(here.spawn({ MONGODB_URI: nowhere })).rejects.toThrow(
      /exit code 1.*MongoDB does not answer: .*Check MONGODB_URI\./s,
    );
  });

  it('says that its port is taken', async () => {
    const { port } = await here.spawn();
    await expect(here.spawn({ WATCHER_PORT: String(port) })).rejects.toThrow(
      /exit code 1.*The port is taken/s,
    );
  });

  it('releases what it had opened: it leaves no process on record and holds no shard', async () => {
    const { port } = await here.spawn();
    const { processes, shardLeases } = here.db.models;
    const others = await processes.distinct('_id');
    await expect(here.watch({ WATCHER_PORT: String(port) })).rejects.toThrow('EADDRINUSE');
    expect(await processes.distinct('_id')).toEqual(others);
    expect(await shardLeases.countDocuments({ owner: mongoose.trusted({ $nin: [...others, null] }) })).toBe(
      0,
    );
  });
});

describe('a watcher that has started', () => {
  it('says that it is well, and that it is ready', async () => {
    const { url } = await here.spawn();
    const [health, ready] = await Promise.all([fetch(`${url}/health`), fetch(`${url}/health/ready`)]);
    expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok' }]);
    const up = { status: 'ready', dependencies: { mongodb: 'up', redis: 'up' } };
    expect([ready.status, await ready.json()]).toMatchObject([200, up]);
  });

  it('answers 404 in the form of all errors', async () => {
    const answer = await fetch(`${(await here.spawn()).url}/elsewhere`);
    const requestId = answer.headers.get('x-request-id');
    expect(requestId).toMatch(/^[\da-f-]{36}$/);
    const error = { code: 'NOT_FOUND', message: 'This page does not exist.', details: [], requestId };
    expect([answer.status, await answer.json()]).toEqual([404, { error }]);
  });
});
