import type { Models } from '@punctual/engine/database/models';
import type { Changes } from '@punctual/engine/events/domain-events';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import { accountRoutes } from './accounts/account-routes.ts';
import { accountsAdminRoutes } from './accounts/accounts-admin-routes.ts';
import { KnownKeys } from './accounts/api-keys/api-key-cache.ts';
import { ApiKeyStore } from './accounts/api-keys/api-key-store.ts';
import { ApiKeys } from './accounts/api-keys/api-keys.ts';
import { apiKeysRoutes } from './accounts/api-keys/api-keys-routes.ts';
import { MailedLinks } from './accounts/emails/account-emails.ts';
import { Later } from './accounts/emails/background-tasks.ts';
import { ProvenAddress } from './accounts/emails/email-token-actions.ts';
import { mailedLinksRoutes } from './accounts/emails/email-tokens-routes.ts';
import { smtpMailer } from './accounts/emails/mailer.ts';
import { OneTimeTokenStore } from './accounts/emails/one-time-token-store.ts';
import { OwnPassword } from './accounts/passwords/change-password.ts';
import { Attempts } from './accounts/passwords/login-throttle.ts';
import type { Passwords } from './accounts/passwords/passwords.ts';
import { attemptLimits } from './accounts/passwords/throttle-limits.ts';
import { AttemptStore } from './accounts/passwords/throttle-store.ts';
import { RefreshCookie } from './accounts/sessions/refresh-cookie.ts';
import type { SessionStore } from './accounts/sessions/session-store.ts';
import { AccountFactsStore } from './accounts/user-statistics.ts';
import type { UserStore } from './accounts/user-store.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { Accounts } from './auth/accounts.ts';
import { authRoutes } from './auth/auth-routes.ts';
import { Callers } from './auth/authenticator.ts';
import { RefreshTokens } from './auth/refresh-tokens.ts';
import { KnownLogins } from './auth/session-cache.ts';
import type { Cache } from './compose-cache.ts';
import type { Config } from './config.ts';

export interface AccountsComposition {
  models: Models;
  users: UserStore;
  sessions: SessionStore;
  passwords: Passwords;
  changes: Changes;
  cache: Pick<Cache, 'generations' | 'count'>;
  config: Config;
  clock: Clock;
  logger: Logger;
}

/** All that has to do with who somebody is: accounts, logins, keys of services, and mailed links. */
export function composeAccounts(composition: AccountsComposition) {
  const { models, users, sessions, passwords, changes, cache, config, clock, logger } = composition;
  const { publicUrl, jwtSecrets, mail, verificationRequired } = config;
  const keyStore = new ApiKeyStore(models, changes);
  const apiKeys = new ApiKeys(keyStore, clock);
  const attempts = new Attempts(new AttemptStore(models), attemptLimits(config.freeAttempts), clock);
  const tokens = new OneTimeTokenStore(models);
  const later = new Later(logger.child({ area: 'mail' }));
  const links = mail
    ? new MailedLinks({
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
  const ownPassword = new OwnPassword({ users, sessions, passwords, attempts });
  const proven = new ProvenAddress({ users, sessions, tokens, passwords, clock });
  const { generations, count } = cache;
  const callers = new Callers({
    tokens: accessTokens,
    logins: new KnownLogins({ users, sessions, clock, count }),
    keys: new KnownKeys({ keyStore, users, clock, count }),
    ...{ users, generations, clock, verificationRequired },
  });
  return {
    callers,
    later,
    routes: [
      authRoutes({ accounts, accessTokens, refreshTokens, cookie, publicUrl, clock }),
      mailedLinksRoutes({ links, proven, attempts }),
      accountRoutes({ users, sessions, ownPassword, cookie, clock }),
      apiKeysRoutes({ apiKeys, keyStore, clock }),
      accountsAdminRoutes({ users, sessions, facts: new AccountFactsStore(models), clock }),
    ],
  };
}
