import type { Mutant } from '../mutant.ts';

const RACES = {
  test: 'scheduler-service/test/admin-races.test.ts',
  title: 'the last administrator: roles and disabled accounts change at once in two copies',
};

const GUARDS = { test: 'scheduler-service/test/lists-and-stores/guards.test.ts' };

/** Accounts: administrators, passwords, logins and keys. */
export const ACCOUNTS: Mutant[] = [
  {
    out: 'the last administrator stays',
    file: 'scheduler-service/src/accounts/admin-roster.ts',
    from: '&& others.length === 0',
    to: '&& others.length < 0',
    ...RACES,
  },
  {
    out: 'changes of roles are claimed one after the other',
    file: 'scheduler-service/src/accounts/admin-roster.ts',
    from: '{ _id: ROSTER, version: version ?? null, ...(ids && { ids }) }',
    to: '{ _id: ROSTER }',
    ...RACES,
  },
  {
    out: 'a change of a role is finished before the next one begins',
    file: 'scheduler-service/src/accounts/admin-roster.ts',
    from: 'if (roster && !roster.pending) return roster;',
    to: 'if (roster) return roster;',
    test: RACES.test,
    title: 'a change that a process left when it died is finished before the next one',
  },
  {
    out: 'a late change of a role is not written over a newer one',
    file: 'scheduler-service/src/accounts/admin-roster.ts',
    from: '{ _id, $or: isOlder }',
    to: '{ _id }',
    test: RACES.test,
    title: 'a change that comes late is not written over a newer one',
  },
  {
    out: 'a start repairs the roster of administrators',
    file: 'scheduler-service/src/accounts/admin-roster.ts',
    from: 'if (ids.toSorted().join() === roster.ids?.toSorted().join()) return false;',
    to: 'if (ids) return false;',
    test: 'scheduler-service/test/last-admin.test.ts',
    title: 'makes nobody an administrator while there is one, and repairs the roster',
  },
  {
    out: 'a start makes no stranger an administrator',
    file: 'scheduler-service/src/accounts/first-admin.ts',
    from: 'emailVerifiedAt !== null ||',
    to: 'emailVerifiedAt === null ||',
    test: 'scheduler-service/test/last-admin.test.ts',
    title: 'is not made of an ordinary account that has the address already',
  },
  {
    out: 'API keys are revoked with the logins',
    file: 'scheduler-service/src/accounts/eviction.ts',
    from: 'return apiKeys ? 0 :',
    to: 'return apiKeys || !session ? 0 :',
    test: 'scheduler-service/test/eviction.test.ts',
    title: 'are all revoked by %s, from the next request on, and the audit log says so',
  },
  {
    out: 'a changed password revokes the API keys',
    file: 'scheduler-service/src/accounts/passwords/password-changer.ts',
    from: 'apiKeys: !revokeApiKeys',
    to: 'apiKeys: true',
    test: 'scheduler-service/test/eviction.test.ts',
    title: 'are all revoked by %s, from the next request on, and the audit log says so',
  },
  {
    out: 'an API key is not made by a login that ends meanwhile',
    file: 'scheduler-service/src/accounts/api-keys/api-keys.ts',
    from: 'if (await this.#sessions.alive(session._id.toHexString(), now)) return',
    to: 'if (session) return',
    test: 'scheduler-service/test/eviction.test.ts',
    title: 'are not joined by one that is being made while its login is ended',
  },
  {
    out: 'a refresh token moves on by compare-and-set',
    file: 'scheduler-service/src/accounts/sessions/session-store.ts',
    from: '.findOneAndUpdate({ _id, generation }, change',
    to: '.findOneAndUpdate({ _id }, change',
    ...GUARDS,
    title: 'moves on from the refresh token that it was read at, and by no other',
  },
  {
    out: 'parallel guesses are looked at once more after the check',
    file: 'scheduler-service/src/accounts/passwords/login-throttle.ts',
    from: '      await this.#refuseBlocked(counters);\n      await this.#store.clear',
    to: '      await this.#store.clear',
    ...GUARDS,
    title: 'many times at once reveals nothing beyond the free tries',
  },
  {
    out: 'a login of a disabled account is not valid',
    file: 'scheduler-service/src/auth/session-cache.ts',
    from: '&& !user.disabledAt ',
    to: '',
    test: 'scheduler-service/test/login-while-disabled.test.ts',
    title: 'a disabled account has no login by one that was begun while it was being disabled',
  },
  {
    out: 'a token with something critical in its header is not taken',
    file: 'scheduler-service/src/auth/access-tokens.ts',
    from: " && !('crit' in header)",
    to: '',
    test: 'scheduler-service/test/access-tokens.test.ts',
    title: '%s: 401',
  },
];
