import type { Id } from '@punctual/engine/database/documents';
import { DomainEvents } from '@punctual/engine/events/domain-events';
import { systemClock } from '@punctual/engine/platform/clock';
import { useDatabase } from '@punctual/testing/engine/database';
import { expect, test } from 'vitest';
import type { LoginThrottle, Sender } from '../../src/accounts/passwords/login-throttle.ts';
import type { Passwords } from '../../src/accounts/passwords/passwords.ts';
import { SecondFactorStore } from '../../src/accounts/second-factor/second-factor-store.ts';
import { SessionStore } from '../../src/accounts/sessions/session-store.ts';
import { UserStore } from '../../src/accounts/user-store.ts';
import { Logins } from '../../src/auth/logins.ts';
import { readByIndexOrder } from '../../src/lists/index-order/index-order-reader.ts';

const database = useDatabase();
const ORIGIN = { ip: null, userAgent: null, language: 'en' as const };
/** Parts that a login of this kind does not come to. */
const unused = null as never;

test('a login that was begun while a second factor was being set up ends: its password was enough only before', async () => {
  const { models } = database;
  const changes = new DomainEvents();
  const users = new UserStore(models, readByIndexOrder, changes);
  const sessions = new SessionStore(models, readByIndexOrder, changes);
  const factors = new SecondFactorStore(models, changes);
  const dora = await users.create({
    ...{ email: 'dora@example.com', passwordHash: 'a hash', name: null, timezone: 'UTC' },
  });
  const setUp = async (userId: Id) => {
    await factors.offer(userId, 'sealed', new Date());
    await factors.accept(userId, 'sealed', {
      ...{ secret: 'sealed', since: new Date(), lastStep: 0, recoveryCodes: [] },
    });
    await sessions.endAll(userId);
  };
  const passwords = { verify: () => setUp(dora._id).then(() => true) } as unknown as Passwords;
  const throttle = {
    checkPassword: (_email: string, _sender: Sender, check: () => Promise<unknown>) => check(),
  } as LoginThrottle;
  const logins = new Logins(
    ...([users, sessions, passwords, unused, throttle, unused, unused, null, systemClock] as const),
  );
  await expect(logins.login(dora.email, 'its password', ORIGIN)).rejects.toMatchObject({ status: 401 });
  expect(await models.sessions.countDocuments({ userId: dora._id })).toBe(0);
});
