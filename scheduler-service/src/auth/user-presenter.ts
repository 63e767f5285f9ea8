import type { UserDocument } from '@punctual/shared/store/documents';
import type { ManagedUserView, UserView } from '@punctual/shared/users/user';

/** What leaves of an account. */
export const presentUser = (user: UserDocument): UserView => ({
  id: user._id.toHexString(),
  email: user.email,
  name: user.name,
  role: user.role,
  timezone: user.timezone,
  createdAt: user.createdAt.toISOString(),
});

/** The same for administrators, who see whether it is disabled. */
export const presentManagedUser = (user: UserDocument): ManagedUserView => ({
  ...presentUser(user),
  disabled: user.disabledAt !== null,
});
