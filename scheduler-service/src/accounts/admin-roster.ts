import type { StandingChange, StateDocument, UserDocument } from '@punctual/engine/database/documents';
import { isDuplicateKey } from '@punctual/engine/database/driver-errors';
import type { Models } from '@punctual/engine/database/models';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import mongoose, { Types } from 'mongoose';

const ROSTER = 'admins';

/** Decides who is an administrator. */
export type Standing = Pick<UserDocument, 'role' | 'disabledAt'>;

/** The result of a change that must leave an administrator. */
export type AccountChange =
  | { kind: 'changed'; user: UserDocument; before: UserDocument }
  | { kind: 'unknown' }
  | { kind: 'lastAdmin' };

const isAdmin = ({ role, disabledAt }: Standing): boolean => role === 'admin' && disabledAt === null;

/**
 * Changes roles, and disables and enables accounts, one after the other, however many processes do so at once: a
 * change is claimed in one document, which MongoDB changes atomically, and then written to its account. Whoever finds
 * a claim that is not finished finishes it first, and an account takes no change that is older than its last one: so
 * the accounts themselves say truly who else is an administrator when one stops being it.
 * The ids on the document are those of the enabled administrators. Processes of the release before go by them alone:
 * an id leaves the list before its account changes, and joins it after.
 */
export class AdminRoster {
  readonly #models: Models;
  readonly #changes: DomainEvents;

  constructor(models: Models, changes: DomainEvents) {
    this.#models = models;
    this.#changes = changes;
  }

  /** Changes what an account may, from what it is to what `next` makes of it; the last administrator stays one. */
  async change(id: string, next: (user: UserDocument) => Standing): Promise<AccountChange> {
    if (!Types.ObjectId.isValid(id)) return { kind: 'unknown' };
    for (;;) {
      const roster = await this.#readFinished();
      const before = await this.#models.users.findById(id).lean<UserDocument>();
      if (!before) return { kind: 'unknown' };
      const standing = next(before);
      const changed: AccountChange = { kind: 'changed', user: { ...before, ...standing }, before };
      if (isSame(before, standing) && isAdmin(standing) === roster.ids?.includes(id)) return changed;
      const others = (await this.#findAdmins()).filter(
        (other) => other !== id && roster.ids?.includes(other),
      );
      if (isAdmin(before) && !isAdmin(standing) && others.length === 0) return { kind: 'lastAdmin' };
      const claimed = await this.#claim(roster, { ids: others, pending: { userId: id, ...standing } });
      if (claimed) await this.#finish(claimed);
      if (claimed) return changed;
    }
  }

  /** Makes the list that of the enabled administrators again; returns if it was not. */
  async repair(): Promise<boolean> {
    for (;;) {
      const [roster, ids] = [await this.#readFinished(), await this.#findAdmins()];
      if (ids.toSorted().join() === roster.ids?.toSorted().join()) return false;
      if (await this.#claim(roster, { ids, pending: null })) return true;
    }
  }

  /** Finds the enabled administrators. */
  async #findAdmins(): Promise<string[]> {
    const admins = this.#models.users.find({ role: 'admin', disabledAt: null }, { _id: 1 });
    return (await admins.lean<Pick<UserDocument, '_id'>[]>()).map(({ _id }) => _id.toHexString());
  }

  /** Reads the roster once no claim is open. */
  async #readFinished(): Promise<StateDocument> {
    for (;;) {
      const roster = await this.#models.state.findById(ROSTER).lean<StateDocument>();
      if (roster && !roster.pending) return roster;
      await (roster ? this.#finish(roster) : this.#create());
    }
  }

  async #create(): Promise<void> {
    try {
      await this.#models.state.create({ _id: ROSTER, ids: await this.#findAdmins(), version: 0 });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Claims the next version, unless the roster has changed since it was read: by ids, as the release before does, too. */
  async #claim(
    { version, ids }: StateDocument,
    change: Pick<StateDocument, 'ids' | 'pending'>,
  ): Promise<StateDocument | null> {
    const asRead = { _id: ROSTER, version: version ?? null, ...(ids && { ids }) };
    const claimed = { ...change, version: (version ?? 0) + 1 };
    const { matchedCount } = await this.#models.state.updateOne(asRead, claimed);
    return matchedCount === 1 ? { _id: ROSTER, ...claimed } : null;
  }

  /** Writes a claimed change to its account, and puts it off the roster. May be done by several at once. */
  async #finish({ version = 0, ids = [], pending }: StateDocument): Promise<void> {
    if (!pending) return;
    const { userId, role, disabledAt } = pending;
    const _id = new Types.ObjectId(userId);
    const isOlder = [{ standing: null }, { standing: mongoose.trusted({ $lt: version }) }];
    try {
      await this.#models.users.updateOne({ _id, $or: isOlder }, { role, disabledAt, standing: version });
    } finally {
      this.#changes.emit('accountsChanged', [_id]);
    }
    const open = { _id: ROSTER, version, pending: mongoose.trusted({ $ne: null }) };
    const done = { ids: isAdmin(pending) ? [...ids, userId] : ids, pending: null };
    await this.#models.state.updateOne(open, done);
  }
}

const isSame = (one: Standing, other: StandingChange | Standing): boolean =>
  one.role === other.role && one.disabledAt?.getTime() === other.disabledAt?.getTime();
