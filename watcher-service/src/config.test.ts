import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const NEEDED = {
  MONGODB_URI: 'mongodb://127.0.0.1/punctual',
  REDIS_URL: 'redis://127.0.0.1',
  SMTP_URL: 'smtp://127.0.0.1:1025',
};
const config = (more: Record<string, string> = {}) => readConfig({ ...NEEDED, ...more });

describe('the settings of watcher-service', () => {
  it('need no more than where its backing services are', () => {
    expect(config()).toMatchObject({
      port: 3001,
      concurrency: 50,
      leaseMs: 30_000,
      retentionMs: 90 * 86_400_000,
    });
    expect([...config().roles]).toEqual(['watch', 'work']);
  });

  it.each([
    ['watch', ['watch']],
    ['work', ['work']],
    [' work , watch ', ['work', 'watch']],
  ])('take the roles "%s"', (ROLES, roles) => {
    expect([...config({ ROLES }).roles]).toEqual(roles);
  });

  it('put WATCHER_PORT before PORT', () => {
    expect([config({ PORT: '1' }).port, config({ PORT: '1', WATCHER_PORT: '2' }).port]).toEqual([1, 2]);
  });

  it('are refused with everything that is wrong, in one sentence each', () => {
    const wrong = { MONGODB_URI: '', SMTP_URL: 'http://mail', ROLES: 'watch,sleep', LEASE_MS: '10' };
    const read = () => config(wrong);
    expect(read).toThrow(/MONGODB_URI: is missing/);
    expect(read).toThrow(/SMTP_URL: must begin with smtp:/);
    expect(read).toThrow(/ROLES.*: ROLES is "watch", "work" or "watch,work"/);
    expect(read).toThrow(/LEASE_MS: must be a whole number from 1000 to 600000/);
  });
});
