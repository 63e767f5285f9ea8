import type { Models } from '@punctual/engine/database/models';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import { accountRoutes } from './accounts/account-routes.ts';
import { accountsAdminRoutes } from './accounts/accounts-admin-routes.ts';
import { ApiKeyCache } from './accounts/api-keys/api-key-cache.ts';
import { ApiKeyStore } from './accounts/api-keys/api-key-store.ts';
import { ApiKeys } from './accounts/api-keys/api-keys.ts';
import { apiKeysRoutes } from './accounts/api-keys/api-keys-routes.ts';
import { AccountEmails } from './accounts/emails/account-emails.ts';
import { BackgroundTasks } from './accounts/emails/background-tasks.ts';
import { EmailTokenActions } from './accounts/emails/email-token-actions.ts';
import { emailTokensRoutes } from './accounts/emails/email-tokens-routes.ts';
import { smtpMailer } from './accounts/emails/mailer.ts';
import { OneTimeTokenStore } from './accounts/emails/one-time-token-store.ts';
import { PasswordChanger } from './accounts/passwords/change-password.ts';
import { LoginThrottle } from './accounts/passwords/login-throttle.ts';
import type { Passwords } from './accounts/passwords/passwords.ts';
import { throttleLimits } from './accounts/passwords/throttle-limits.ts';
import { ThrottleStore } from './accounts/passwords/throttle-store.ts';
import { RefreshCookie } from './accounts/sessions/refresh-cookie.ts';
import type { SessionStore } from './accounts/sessions/session-store.ts';
import { UserStatisticsStore } from './accounts/user-statistics.ts';
import type { UserStore } from './accounts/user-store.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { Accounts } from './auth/accounts.ts';
import { authRoutes } from './auth/auth-routes.ts';
import { Authenticator } from './auth/authenticator.ts';
import { RefreshTokens } from './auth/refresh-tokens.ts';
import { SessionCache } from './auth/session-cache.ts';
import type { Cache } from './compose-cache.ts';
import type { Config } from './config.ts';
import type { CreateListReader } from './lists/list-reader.ts';

export interface AccountsComposition {
  models: Models;
  createListReader: CreateListReader;
  users: UserStore;
  sessions: SessionStore;
  passwords: Passwords;
  changes: DomainEvents;
  cache: Pick<Cache, 'generations' | 'count'>;
  config: Config;
  clock: Clock;
  logger: Logger;
}

/** All that has to do with who somebody is: accounts, logins, keys of services, and mailed links. */
export function composeAccounts(composition: AccountsComposition) {
  const { models, users, sessions, passwords, changes, cache, config, clock, logger } = composition;
  const { publicUrl, jwtSecrets, mail, verificationRequired } = config;
  const keyStore = new ApiKeyStore(models, composition.createListReader, changes);
  const apiKeys = new ApiKeys(keyStore, clock);
  const attempts = new LoginThrottle(new ThrottleStore(models), throttleLimits(config.freeAttempts), clock);
  const tokens = new OneTimeTokenStore(models);
  const later = new BackgroundTasks(logger.child({ area: 'mail' }));
  const links = mail
    ? new AccountEmails({
        ...{ users, tokens, passwords, attempts, later, publicUrl, clock },
        mailer: smtpMailer(mail),
      })
    : null;

  const accessTokens = new AccessTokens(jwtSecrets);
  const refreshTokens = new RefreshTokens(jwtSecrets, sessions);
  const cookie = new RefreshCookie(publicUrl);
  const verification = verificationRequired ? links : null;
  const accounts = new Accounts({
    ...{ users, sessions, passwords, refreshTokens, attempts, verification, clock },
  });
  const ownPassword = new PasswordChanger({ users, sessions, passwords, attempts });
  const proven = new EmailTokenActions({ users, sessions, tokens, passwords, clock });
  const { generations, count } = cache;
  const callers = new Authenticator({
    tokens: accessTokens,
    logins: new SessionCache({ users, sessions, clock, count }),
    keys: new ApiKeyCache({ keyStore, users, clock, count }),
    ...{ users, generations, clock, verificationRequired },
  });
  return {
    callers,
    later,
    routes: [
      authRoutes({ accounts, accessTokens, refreshTokens, cookie, publicUrl, clock }),
      emailTokensRoutes({ links, proven, attempts }),
      accountRoutes({ users, sessions, ownPassword, cookie, clock }),
      apiKeysRoutes({ apiKeys, keyStore, clock }),
      accountsAdminRoutes({ users, sessions, facts: new UserStatisticsStore(models), clock }),
    ],
  };
}
