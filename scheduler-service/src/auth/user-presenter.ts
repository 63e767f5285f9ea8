import type { UserDocument } from '@punctual/shared/store/documents';
import type { UserView } from '@punctual/shared/users/user';

/** What leaves of an account. */
export const presentUser = (user: UserDocument): UserView => ({
  id: user._id.toHexString(),
  email: user.email,
  name: user.name,
  role: user.role,
  timezone: user.timezone,
  createdAt: user.createdAt.toISOString(),
});
