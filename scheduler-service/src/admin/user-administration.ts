import type { ChangedUser } from '@punctual/contracts/api/admin-contract';
import type { Role } from '@punctual/contracts/users/user';
import type { Id, UserDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { conflict, notFound } from '@punctual/engine/platform/errors';
import type { AccountChange } from '../accounts/admin-roster.ts';
import type { Eviction } from '../accounts/eviction.ts';
import type { OwnerSuspension } from '../accounts/owner-suspension.ts';
import type { SessionStore } from '../accounts/sessions/session-store.ts';
import type { UserPresenter } from '../accounts/user-presenter.ts';
import type { UserStore } from '../accounts/user-store.ts';
import { refuse } from '../http/refusal-words.ts';

/** Changes accounts for administrators. */
export class UserAdministration {
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #eviction: Eviction;
  readonly #suspension: OwnerSuspension;
  readonly #presenter: UserPresenter;
  readonly #clock: Clock;

  constructor(
    users: UserStore,
    sessions: SessionStore,
    eviction: Eviction,
    suspension: OwnerSuspension,
    presenter: UserPresenter,
    clock: Clock,
  ) {
    this.#users = users;
    this.#sessions = sessions;
    this.#eviction = eviction;
    this.#suspension = suspension;
    this.#presenter = presenter;
    this.#clock = clock;
  }

  /**
   * Changes the role of an account, and returns the account after it and before.
   * @throws AppError 404, or 409 for the last administrator
   */
  async setRole(userId: string, role: Role): Promise<{ user: UserDocument; before: UserDocument }> {
    return requireChanged(await this.#users.setRole(userId, role));
  }

  /**
   * Disables or enables an account. Each step may be repeated, and a second request finishes what was left
   * half-way: the account first, because the rest follows it, then its logins, then its jobs and runs.
   * @throws AppError 404, or 409 for the last administrator and for the caller's own account
   */
  async setDisabled(
    userId: string,
    disabled: boolean,
    callerId: Id,
  ): Promise<ChangedUser & { wasDisabled: boolean }> {
    const now = this.#clock.now();
    if (disabled && callerId.toHexString() === userId)
      throw conflict(
        'OWN_ACCOUNT',
        refuse((words) => words.ownAccount),
      );
    const { user, before } = requireChanged(await this.#users.setDisabled(userId, disabled ? now : null));
    if (disabled) await this.#sessions.endAll(user._id);
    const { canceled, running } = await this.#suspension.sync(user._id, now);
    const effects = { canceledRuns: canceled, runningRuns: running.map(({ _id }) => _id.toHexString()) };
    return { ...this.#presenter.presentManaged(user), effects, wasDisabled: before.disabledAt !== null };
  }

  /**
   * Ends all logins of an account, revokes all its API keys, and returns how many those were.
   * @throws AppError 404
   */
  async evict(userId: string): Promise<number> {
    const user = await this.#users.byId(userId);
    if (!user) throw notFound('user');
    return this.#eviction.evict(user._id);
  }
}

/** @throws AppError 404 if there is no such account, 409 if no administrator would be left */
function requireChanged(change: AccountChange): Extract<AccountChange, { kind: 'changed' }> {
  if (change.kind === 'unknown') throw notFound('user');
  if (change.kind === 'changed') return change;
  throw conflict(
    'LAST_ADMIN',
    refuse((words) => words.lastAdmin),
  );
}
