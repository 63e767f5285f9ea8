import { ADMINISTRATOR } from '@punctual/contracts/jobs/action-causes';
import type { ManagedUserView, SessionView, UserView } from '@punctual/contracts/users/user';
import type { Id, SessionDocument, UserDocument } from '@punctual/engine/database/documents';
import type { SecondFactorStateOf } from './second-factor/second-factor-state.ts';

/** Presents accounts. */
export class UserPresenter {
  readonly #secondFactorOf: SecondFactorStateOf;

  constructor(secondFactorOf: SecondFactorStateOf) {
    this.#secondFactorOf = secondFactorOf;
  }

  /** Presents an account to its user. */
  present(user: UserDocument): UserView {
    return {
      id: user._id.toHexString(),
      email: user.email,
      name: user.name,
      role: user.role,
      timezone: user.timezone,
      language: user.language ?? null,
      secondFactor: this.#secondFactorOf(user),
      hasPassword: user.passwordHash !== null,
      createdAt: user.createdAt.toISOString(),
    };
  }

  /** Presents an account to administrators, who see if it is disabled. */
  presentManaged(user: UserDocument): ManagedUserView {
    return { ...this.present(user), disabled: user.disabledAt !== null };
  }
}

/** Presents the owner of something, by the addresses that were looked up; an account that is gone has none. */
export const presentOwner = (ownerId: Id, emails: Map<string, string>) => {
  const id = ownerId.toHexString();
  return { id, email: emails.get(id) ?? '' };
};

/** Presents to an owner who acted on what is theirs: whoever else may is an administrator, whose address is not told. */
export const presentActor = (actor: Id, owner: { id: Id; email: string }) => {
  const isOwner = actor.equals(owner.id);
  return { id: actor.toHexString(), email: isOwner ? owner.email : ADMINISTRATOR };
};

/** Presents a login to its user, who asks from one of them. */
export const presentSession = (session: SessionDocument, current: SessionDocument): SessionView => ({
  id: session._id.toHexString(),
  current: session._id.equals(current._id),
  ip: session.ip,
  userAgent: session.userAgent,
  createdAt: session.createdAt.toISOString(),
  renewedAt: session.rotatedAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
});
