import type { Language } from '@punctual/contracts/language';
import type { Role } from '@punctual/contracts/users/user';
import type { ApiKeyDocument, Id, SessionDocument, UserDocument } from '@punctual/engine/database/documents';

/** The sender of a request: the account, and the login or the API key that speaks for it, as they are now. */
export interface Caller {
  userId: Id;
  /** The role that the account has now, not that of when the token was made. */
  role: Role;
  user: UserDocument;
  /** That of the account for a person whose account has one, else the one that the program accepts. */
  language: Language;
  /** The address of the account is verified, or need not be. */
  isVerified: boolean;
  /** The settings demand a second factor of the account before it does anything else; never of an API key. */
  owesSecondFactor: boolean;
  session: SessionDocument | null;
  apiKey: ApiKeyDocument | null;
  /** The end of the access token, or of the API key where it ends by itself. */
  tokenEndsAt: Date | null;
}

/** A person who has logged in: the caller of all that is not for API keys. */
export interface LoggedIn extends Caller {
  session: SessionDocument;
  apiKey: null;
}
