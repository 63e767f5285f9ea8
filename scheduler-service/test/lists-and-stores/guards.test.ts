import { DomainEvents } from '@punctual/engine/events/domain-events';
import { useDatabase } from '@punctual/testing/engine/database';
import { NOON } from '@punctual/testing/engine/documents';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';
import { LoginThrottle } from '../../src/accounts/passwords/login-throttle.ts';
import { createThrottleLimits } from '../../src/accounts/passwords/throttle-limits.ts';
import { ThrottleStore } from '../../src/accounts/passwords/throttle-store.ts';
import { KnownDevices } from '../../src/accounts/sessions/known-devices.ts';
import { SessionStore } from '../../src/accounts/sessions/session-store.ts';
import { readByIndexOrder } from '../../src/lists/index-order/index-order-reader.ts';

const database = useDatabase();
const FREE = { loginFailures: 5, loginFailuresPerIp: 20, loginFailuresOverall: 50, registrationsPerIp: 10 };
const IP = '198.51.100.7';

describe('a login', () => {
  const aSession = (sessions: SessionStore) =>
    sessions.create({ userId: new Types.ObjectId(), seed: 'a seed', ip: null, userAgent: null }, NOON);
  const openStore = () => new SessionStore(database.models, readByIndexOrder, new DomainEvents());

  test('moves on from the refresh token that it was read at, and by no other: a late request sets nothing back', async () => {
    const sessions = openStore();
    const first = await aSession(sessions);
    const second = await sessions.rotate(first, NOON);
    if (second) await sessions.rotate(second, NOON);
    expect(await sessions.rotate(first, NOON)).toBeNull();
    expect(await sessions.alive(first._id.toHexString(), NOON)).toMatchObject({ generation: 3 });
  });
});

const throttleAt = () =>
  new LoginThrottle(
    new ThrottleStore(database.models),
    createThrottleLimits(FREE),
    new KnownDevices(['a secret']),
    { now: () => NOON },
  );

describe('guessing a password', () => {
  test('many times at once reveals nothing beyond the free tries: the right one, checked after them, is refused', async () => {
    const throttle = throttleAt();
    const guess = (check: () => Promise<string | null>) =>
      throttle.checkPassword('dora@example.com', { ip: IP }, check);
    let answerRight: (account: string) => void = () => undefined;
    const checked = new Promise<string>((resolve) => (answerRight = resolve));
    let right: Promise<string | null> = Promise.resolve(null);
    await new Promise<void>((begun) => {
      right = guess(() => {
        begun();
        return checked;
      });
    });
    for (let i = 0; i < FREE.loginFailures; i += 1) expect(await guess(async () => null)).toBeNull();
    answerRight('dora');
    await expect(right).rejects.toMatchObject({ status: 429 });
  });
});

describe('guessing a code of a second factor', () => {
  test('many times at once has no more of them checked than may be wrong', async () => {
    const throttle = throttleAt();
    const checked = new Map<string, number>();
    const guess = (id: string) =>
      throttle.checkCode('app', { id, email: `${id}@example.com` }, { ip: IP }, async () => {
        checked.set(id, (checked.get(id) ?? 0) + 1);
        return false;
      });
    for (const id of ['dora', 'eva', 'fay']) {
      await Promise.allSettled(Array.from({ length: 30 }, () => guess(id)));
      expect(checked.get(id)).toBe(FREE.loginFailures);
    }
  });
});
