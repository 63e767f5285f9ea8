import type { Role } from '@punctual/contracts/users/user';
import type { ApiKeyDocument, Id, SessionDocument, UserDocument } from '@punctual/engine/database/documents';
import type { CacheStamps } from '../cache/version-stamps.ts';

/** Who sent a request: the account, and the login or the API key that speaks for it, as they are now. */
export interface Caller {
  userId: Id;
  /** Of the account now, not of when the token was made. */
  role: Role;
  user: UserDocument;
  /** His address is verified, or need not be. */
  isVerified: boolean;
  session: SessionDocument | null;
  apiKey: ApiKeyDocument | null;
  /** When his access token ends; an API key does not by itself. */
  tokenEndsAt: Date | null;
  /** What has changed since something was held, looked up when he asked; null where nothing held may be used. */
  seen: CacheStamps | null;
}

/** Somebody who has logged in himself: the caller of all that is not for API keys. */
export interface LoggedIn extends Caller {
  session: SessionDocument;
  apiKey: null;
}
