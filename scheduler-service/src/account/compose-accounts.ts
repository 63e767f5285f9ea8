import type { Changes } from '@punctual/shared/changes/changes';
import type { Clock } from '@punctual/shared/platform/clock';
import type { Logger } from '@punctual/shared/platform/logger';
import { AccountFactsStore } from '@punctual/shared/store/account-facts';
import { ApiKeyStore } from '@punctual/shared/store/api-key-store';
import { AttemptStore } from '@punctual/shared/store/attempt-store';
import type { Models } from '@punctual/shared/store/models';
import { OneTimeTokenStore } from '@punctual/shared/store/one-time-token-store';
import type { SessionStore } from '@punctual/shared/store/session-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import { ApiKeys } from '../api-keys/api-keys.ts';
import { apiKeysRoutes } from '../api-keys/api-keys-routes.ts';
import { KnownKeys } from '../api-keys/known-keys.ts';
import { AccessTokens } from '../auth/access-tokens.ts';
import { Accounts } from '../auth/accounts.ts';
import { attemptLimits } from '../auth/attempt-limits.ts';
import { Attempts } from '../auth/attempts.ts';
import { authRoutes } from '../auth/auth-routes.ts';
import { Callers } from '../auth/callers.ts';
import { KnownLogins } from '../auth/known-logins.ts';
import type { Passwords } from '../auth/passwords.ts';
import { RefreshCookie } from '../auth/refresh-cookie.ts';
import { RefreshTokens } from '../auth/refresh-tokens.ts';
import type { Cache } from '../cache/compose-cache.ts';
import type { Config } from '../config.ts';
import { accountRoutes } from './account-routes.ts';
import { accountsAdminRoutes } from './accounts-admin-routes.ts';
import { Later } from './later.ts';
import { MailedLinks } from './mailed-links.ts';
import { mailedLinksRoutes } from './mailed-links-routes.ts';
import { smtpMailer } from './mailer.ts';
import { OwnPassword } from './own-password.ts';
import { ProvenAddress } from './proven-address.ts';

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
