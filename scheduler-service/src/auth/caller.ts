import type { Id, SessionDocument, UserDocument } from '@punctual/shared/store/documents';
import type { Role } from '@punctual/shared/users/user';

/** Who sent a request: the account and login behind a valid access token, as they are now. */
export interface Caller {
  userId: Id;
  /** Of the account now, not of when the token was made. */
  role: Role;
  user: UserDocument;
  session: SessionDocument;
}
