import type { ListedUserView, ManagedUserView, SessionView, UserView } from '@punctual/contracts/users/user';
import type { SessionDocument, UserDocument } from '@punctual/engine/database/documents';
import type { UserStatistics } from './user-statistics.ts';

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

/** The same in a list of accounts. */
export const presentListedUser = (user: UserDocument, facts: UserStatistics | undefined): ListedUserView => ({
  ...presentManagedUser(user),
  jobs: facts?.jobs ?? 0,
  failing: facts?.failing ?? 0,
  lastSeenAt: facts?.lastSeenAt?.toISOString() ?? null,
});

/** A login as its owner sees it, who asks from one of them. */
export const presentSession = (session: SessionDocument, asking: SessionDocument): SessionView => ({
  id: session._id.toHexString(),
  current: session._id.equals(asking._id),
  ip: session.ip,
  userAgent: session.userAgent,
  createdAt: session.createdAt.toISOString(),
  renewedAt: session.rotatedAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
});
