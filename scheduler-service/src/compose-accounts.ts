import type { Models } from '@punctual/engine/database/models';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import { accountRoutes } from './accounts/account-routes.ts';
import { ApiKeyCache } from './accounts/api-keys/api-key-cache.ts';
import { ApiKeyStore } from './accounts/api-keys/api-key-store.ts';
import { ApiKeys } from './accounts/api-keys/api-keys.ts';
import { apiKeysRoutes } from './accounts/api-keys/api-keys-routes.ts';
import { AccountEmails } from './accounts/emails/account-emails.ts';
import { BackgroundTasks } from './accounts/emails/background-tasks.ts';
import { EmailTokenActions } from './accounts/emails/email-token-actions.ts';
import { emailTokensRoutes } from './accounts/emails/email-tokens-routes.ts';
import { createSmtpMailer } from './accounts/emails/mailer.ts';
import { OneTimeTokenStore } from './accounts/emails/one-time-token-store.ts';
import { LoginThrottle } from './accounts/passwords/login-throttle.ts';
import { PasswordChanger } from './accounts/passwords/password-changer.ts';
import type { Passwords } from './accounts/passwords/passwords.ts';
import { createThrottleLimits } from './accounts/passwords/throttle-limits.ts';
import { ThrottleStore } from './accounts/passwords/throttle-store.ts';
import { RefreshCookie } from './accounts/sessions/refresh-cookie.ts';
import type { SessionStore } from './accounts/sessions/session-store.ts';
import type { UserStore } from './accounts/user-store.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { authRoutes } from './auth/auth-routes.ts';
import { Authenticator } from './auth/authenticator.ts';
import { Logins } from './auth/logins.ts';
import { RefreshTokens } from './auth/refresh-tokens.ts';
import { SessionCache } from './auth/session-cache.ts';
import type { Cache } from './compose-cache.ts';
import type { Config } from './config.ts';

/** Composes accounts, logins, API keys and mailed links. */
export function composeAccounts(
  models: Models,
  users: UserStore,
  sessions: SessionStore,
  passwords: Passwords,
  changes: DomainEvents,
  cache: Pick<Cache, 'generations' | 'count'>,
  config: Config,
  clock: Clock,
  logger: Logger,
) {
  const { publicUrl, jwtSecrets, mail, verificationRequired } = config;
  const { generations, count } = cache;
  const keyStore = new ApiKeyStore(models, changes);
  const throttle = new LoginThrottle(
    new ThrottleStore(models),
    createThrottleLimits(config.freeAttempts),
    clock,
  );

  const tokens = new OneTimeTokenStore(models);
  const background = new BackgroundTasks(logger.child({ area: 'mail' }));
  const mailer = mail && createSmtpMailer(mail);
  const emails =
    mailer && new AccountEmails(users, tokens, passwords, throttle, mailer, background, publicUrl, clock);
  const emailActions = new EmailTokenActions(users, sessions, tokens, passwords, clock);

  const accessTokens = new AccessTokens(jwtSecrets);
  const refreshTokens = new RefreshTokens(jwtSecrets, sessions);
  const cookie = new RefreshCookie(publicUrl);
  const verification = verificationRequired ? emails : null;
  const logins = new Logins(users, sessions, passwords, refreshTokens, throttle, verification, clock);
  const authenticator = new Authenticator(
    accessTokens,
    new SessionCache(users, sessions, clock, count),
    new ApiKeyCache(keyStore, users, clock, count),
    users,
    generations,
    clock,
    verificationRequired,
  );
  const passwordChanger = new PasswordChanger(users, sessions, passwords, throttle);
  return {
    authenticator,
    background,
    routes: [
      authRoutes(logins, accessTokens, refreshTokens, cookie, publicUrl, clock),
      emailTokensRoutes(emails, emailActions, throttle),
      accountRoutes(users, sessions, passwordChanger, cookie, clock),
      apiKeysRoutes(new ApiKeys(keyStore, clock), keyStore, clock),
    ],
  };
}
