import type { Mutant } from '../mutant.ts';

const CLIENT = 'scheduler-service/src/auth/oidc/oidc-client.ts';
const ROUTES = 'scheduler-service/src/auth/oidc/oidc-routes.ts';
const ACCOUNTS = 'scheduler-service/src/auth/oidc/oidc-accounts.ts';
const USERS = 'scheduler-service/src/accounts/user-store.ts';
const LOGINS = 'scheduler-service/src/auth/logins.ts';
const OIDC = { test: 'scheduler-service/test/oidc.test.ts' };

/** Logins through a provider of OpenID Connect. */
export const OIDC_LOGINS: Mutant[] = [
  {
    out: 'the answer of a provider counts in the browser that began the login',
    file: CLIENT,
    from: "expectedState: derive(seed, 'state')",
    to: 'expectedState: client.skipStateCheck',
    ...OIDC,
    title: 'counts in the browser that began the login: with the cookie of another it is refused, unasked',
  },
  {
    out: 'the nonce of a login through a provider is sent',
    file: CLIENT,
    from: "nonce: derive(seed, 'nonce'),",
    to: '',
    ...OIDC,
    title: 'begins with PKCE, state and nonce, which nobody else knows',
  },
  {
    out: 'a login through a provider has a code challenge',
    file: CLIENT,
    from: "code_challenge_method: 'S256',",
    to: '',
    ...OIDC,
    title: 'begins with PKCE, state and nonce, which nobody else knows',
  },
  {
    out: 'the cookie of a login through a provider is used up',
    file: ROUTES,
    from: 'cookie.clear(call.response);',
    to: '',
    ...OIDC,
    title: 'takes its cookie with it, whatever becomes of it',
  },
  {
    out: 'a login through a provider is not finished by another site',
    file: ROUTES,
    from: 'requireSameSite(call.request, publicUrl);',
    to: '',
    ...OIDC,
    title: 'from another site is refused',
  },
  {
    out: 'an account is joined only if the provider has verified its address',
    file: ACCOUNTS,
    from: 'isEmailVerified ? await this.#users.join(local._id, identity) : null',
    to: 'await this.#users.join(local._id, identity)',
    ...OIDC,
    title: 'does not join an account of an address %s',
  },
  {
    out: 'an account is joined only if its address was verified here',
    file: USERS,
    from: 'emailVerifiedAt: mongoose.trusted({ $ne: null }), $or: isFree',
    to: '$or: isFree',
    ...OIDC,
    title: 'does not join an account of an address %s',
  },
  {
    out: 'an account of one person at the provider is not joined by another',
    file: USERS,
    from: ', $or: isFree };',
    to: ' };',
    ...OIDC,
    title: 'does not join an account that is another person’s at the provider',
  },
  {
    out: 'the role goes with the membership in the group of administrators',
    file: ACCOUNTS,
    from: "? 'admin' : 'user'",
    to: "? 'admin' : user.role",
    ...OIDC,
    title: 'makes its members administrators, with each login, and the role goes with the membership',
  },
  {
    out: 'a login through a provider needs the second factor too',
    file: LOGINS,
    from: "secondFactor ? await this.#beginHalf(user, 'provider') : await this.#begin(user, origin)",
    to: 'await this.#begin(user, origin)',
    ...OIDC,
    title: 'needs the second step where the account has a second factor',
  },
  {
    out: 'a disabled account is not entered through a provider',
    file: LOGINS,
    from: 'if (user.disabledAt) throw accountDisabled();\n    if (!user.emailVerifiedAt)',
    to: 'if (!user.emailVerifiedAt)',
    ...OIDC,
    title: 'to a disabled account is refused',
  },
  {
    out: 'an identity goes when the owner of an address that was not verified chooses a password',
    file: USERS,
    from: "$unset: { oidc: '' }",
    to: '$unset: {}',
    test: 'scheduler-service/test/oidc-stated-address.test.ts',
    title: 'is its owner’s alone once they have chosen a password by mail: whoever stated it is out',
  },
  {
    out: 'a login ends that was begun while its identity was removed',
    file: LOGINS,
    from: 'isSameIdentity(now?.oidc, user.oidc) && ',
    to: '',
    test: 'scheduler-service/test/oidc-races.test.ts',
    title:
      'a login through a provider that was begun while the account was given to the owner of its address %s',
  },
  {
    out: 'a provider is spoken to by https',
    file: 'scheduler-service/src/auth/oidc/oidc-settings.ts',
    from: 'isSecureOrigin(new URL(text))',
    to: 'text.length > 0',
    ...OIDC,
    title: 'are refused at a start: %s %j',
  },
];
