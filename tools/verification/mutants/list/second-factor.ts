import type { Mutant } from '../mutant.ts';

const LOGINS = 'scheduler-service/src/auth/logins.ts';
const FACTORS = 'scheduler-service/src/accounts/second-factor/second-factors.ts';
const STORE = 'scheduler-service/src/accounts/second-factor/second-factor-store.ts';
const THROTTLE = 'scheduler-service/src/accounts/passwords/login-throttle.ts';
const EVICTED = 'await this.#eviction.evict(userId, { session, apiKeys: true });';
const COUNTED =
  'await this.#consume({ holding: [{ key: own, limit: this.#limits.login.account }], shared: [] });';

const LOGGING_IN = { test: 'scheduler-service/test/second-factor/logging-in.test.ts' };
const SETTING_UP = { test: 'scheduler-service/test/second-factor/setting-up.test.ts' };
const DEMANDED = { test: 'scheduler-service/test/second-factor/demanded.test.ts' };

/** The second factor: its codes, the login in two steps, and the setting that demands it. */
export const SECOND_FACTOR: Mutant[] = [
  {
    out: 'an address that is not verified has no second factor, where it must be verified',
    file: 'scheduler-service/src/accounts/second-factor/second-factor-routes.ts',
    from: 'requireVerified(caller);',
    to: '',
    test: 'scheduler-service/test/email-verification.test.ts',
    title: 'may set up no second factor: whose address it is would be locked out by it',
  },
  {
    out: 'a password alone is no login where there is a second factor',
    file: LOGINS,
    from: "if (user.secondFactor) return this.#beginHalf(user, 'password');",
    to: '',
    ...LOGGING_IN,
    title: 'is no login: it is answered by 202, without a token and without a cookie',
  },
  {
    out: 'a login ends that was begun while a second factor was being set up',
    file: LOGINS,
    from: '=== user.passwordHash && !now.secondFactor',
    to: '=== user.passwordHash',
    test: 'scheduler-service/test/second-factor/races.test.ts',
    title: 'a login that was begun while a second factor was being set up ends',
  },
  {
    out: 'a step of time is used once, and no earlier one after it',
    file: STORE,
    from: '{ $lt: lastStep }',
    to: '{ $ne: -1 }',
    ...LOGGING_IN,
    title: 'takes no code that is older than one that was used',
  },
  {
    out: 'of many that send one code at once one gets in',
    file: STORE,
    from: '{ $lt: lastStep }',
    to: '{ $lte: lastStep }',
    ...LOGGING_IN,
    title: 'takes a code once: of many that send it at once, in logins of their own, one gets in',
  },
  {
    out: 'a recovery code is used up',
    file: STORE,
    from: "$pull: { 'secondFactor.recoveryCodes': hash }",
    to: "$pull: { 'secondFactor.recoveryCodes': '' }",
    ...LOGGING_IN,
    title: 'takes each recovery code once, in any case, with or without dashes',
  },
  {
    out: 'a recovery code is one of the account',
    file: STORE,
    from: "{ _id, 'secondFactor.recoveryCodes': hash }",
    to: '{ _id }',
    ...LOGGING_IN,
    title: 'takes no code of somebody else',
  },
  {
    out: 'a first step is followed by one second step',
    file: LOGINS,
    from: 'if (!(await this.#pending.end(pending))) throw loginOver();',
    to: '',
    ...LOGGING_IN,
    title: 'is possible once for each first one, and not after five minutes',
  },
  {
    out: 'a second step does not follow the password of before',
    file: LOGINS,
    from: 'now?.secondFactor && this.#pending.isFor(pending, now)',
    to: 'now?.secondFactor',
    ...LOGGING_IN,
    title: 'does not follow a first one from before %s',
  },
  {
    out: 'the end of all logins ends those that wait for their second step',
    file: 'scheduler-service/src/accounts/eviction.ts',
    from: "await this.#tokens.endAll(userId, 'login');",
    to: '',
    ...LOGGING_IN,
    title: 'does not follow a first one from before %s',
  },
  {
    out: 'the logins of an account that wait are bounded',
    file: 'scheduler-service/src/auth/pending-logins.ts',
    from: "await this.#tokens.keepNewest(user._id, 'login', MAX_PENDING);",
    to: '',
    ...LOGGING_IN,
    title: 'follows one of the newest ten first ones: one more ends the oldest',
  },
  {
    out: 'codes of an app are limited over all networks',
    file: THROTTLE,
    from: "hashKey('app code', user.id)",
    to: "hashKey('app code', user.id, clientNetwork(sender.ip ?? ''))",
    ...LOGGING_IN,
    title: 'are limited like wrong passwords, whatever the address: the sixth is not checked',
  },
  {
    out: 'a code is counted before it is checked',
    file: THROTTLE,
    from: COUNTED,
    to: 'await this.#admit({ ...tries, own: [{ key: own, limit: this.#limits.login.account }] });',
    test: 'scheduler-service/test/lists-and-stores/guards.test.ts',
    title: 'many times at once has no more of them checked than may be wrong',
  },
  {
    out: 'a second factor is set up with the password',
    file: FACTORS,
    from: 'await this.#requirePassword(user, password, senderOf(session, ip));\n    const secret',
    to: 'const secret',
    ...SETTING_UP,
    title: 'needs the password: a stolen login cannot lock the owner out',
  },
  {
    out: 'a second factor is switched off with a code',
    file: FACTORS,
    from: 'if (!(await this.#codes.use(user, code, sender)))',
    to: 'if (!code)',
    ...SETTING_UP,
    title: 'needs password and code for: %s',
  },
  {
    out: 'other logins end when a second factor is set up',
    file: FACTORS,
    from: EVICTED,
    to: '',
    ...SETTING_UP,
    title: 'ends all other logins, which had none, and leaves this one',
  },
  {
    out: 'a stolen login of an administrator cannot remove its own second factor',
    file: FACTORS,
    from: 'if (callerId.toHexString() === userId)',
    to: "if (userId === '')",
    ...SETTING_UP,
    title: 'does not remove their own so: that takes a code',
  },
  {
    out: 'the secret of a second factor is sealed',
    file: FACTORS,
    from: 'const sealed = this.#cipher.seal(secret, sealedFor(user._id));',
    to: 'const sealed = secret;',
    ...SETTING_UP,
    title: 'keeps the secret sealed, and of recovery codes only hashes',
  },
  {
    out: 'an administrator without the second factor that is demanded can only set it up',
    file: 'scheduler-service/src/http/access.ts',
    from: 'if (caller.owesSecondFactor && !beforeSecondFactor) throw secondFactorRequired();',
    to: '',
    ...DEMANDED,
    title: 'one without it can do nothing but set it up',
  },
  {
    out: 'a stream ends when the second factor is switched off',
    file: 'scheduler-service/src/auth/standing.ts',
    from: 'Boolean(now.secondFactor) === Boolean(user.secondFactor)',
    to: 'true',
    ...DEMANDED,
    title: 'an open stream of events ends within two seconds when it is switched off',
  },
];
