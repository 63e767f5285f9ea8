import { DomainEvents } from '@punctual/engine/events/domain-events';
import { systemClock } from '@punctual/engine/platform/clock';
import { useDatabase } from '@punctual/testing/engine/database';
import { expect, test } from 'vitest';
import { OneTimeTokenStore } from '../src/accounts/emails/one-time-token-store.ts';
import { SessionStore } from '../src/accounts/sessions/session-store.ts';
import { type NewUser, UserStore } from '../src/accounts/user-store.ts';
import { Logins } from '../src/auth/logins.ts';
import { PendingLogins } from '../src/auth/pending-logins.ts';
import { readByIndexOrder } from '../src/lists/index-order/index-order-reader.ts';

const database = useDatabase();
const ORIGIN = { ip: null, userAgent: null, language: 'en' as const };
const STATED: Omit<NewUser, 'email'> = { passwordHash: null, name: null, timezone: 'UTC' };
/** Parts that a login of this kind does not come to. */
const unused = null as never;

test.each([
  ['ends', 'plain@example.com', undefined],
  [
    'comes to no second step',
    'second@example.com',
    { secret: 'sealed', since: new Date(), lastStep: 0, recoveryCodes: [] },
  ],
])(
  'a login through a provider that was begun while the account was given to the owner of its address %s',
  async (_, email, secondFactor) => {
    const { models } = database;
    const changes = new DomainEvents();
    const users = new UserStore(models, readByIndexOrder, changes);
    const sessions = new SessionStore(models, readByIndexOrder, changes);
    const pending = new PendingLogins(new OneTimeTokenStore(models), users, systemClock);
    const oidc = { issuer: 'https://provider.example', subject: email };
    const stranger = {
      ...(await users.create({ ...STATED, email, oidc })),
      ...(secondFactor && { secondFactor }),
    };
    await users.giveToOwner(stranger._id, 'a hash', new Date());
    const logins = new Logins(
      ...([users, sessions, unused, unused, unused, pending, unused, null, systemClock] as const),
    );
    await expect(logins.enter(stranger, ORIGIN)).rejects.toMatchObject({ status: 401 });
    expect(await models.sessions.countDocuments({ userId: stranger._id })).toBe(0);
  },
);
