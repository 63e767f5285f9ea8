import { canonicalEmail } from '@punctual/contracts/users/email-address';
import type { Role } from '@punctual/contracts/users/user';
import type { Id, OidcIdentity, UserDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import { yielding } from '@punctual/engine/database/yielding';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import mongoose, { Types } from 'mongoose';
import { containing } from '../lists/containing.ts';
import { isCursorIn, type Order } from '../lists/cursor.ts';
import type { ListQuery } from '../lists/list-query.ts';
import type { CreateListReader } from '../lists/list-reader.ts';
import { type Page, PageReader, type PageRequest } from '../lists/page-reader.ts';
import { type AccountChange, AdminRoster } from './admin-roster.ts';

export interface NewUser {
  email: string;
  passwordHash: string | null;
  name: string | null;
  timezone: string;
  emailVerifiedAt?: Date | null;
  oidc?: OidcIdentity;
}

/** Decides whether an account may still do what it may. */
export type Permitting = Pick<UserDocument, 'role' | 'disabledAt' | 'tokenVersion' | 'secondFactor'>;

/** Selects accounts of a list. */
export interface UserFilter {
  /** Part of the address or of the name; upper and lower case are equal. */
  q?: string | undefined;
  role?: Role | undefined;
}

const BY_EMAIL: Order = { name: 'email', field: 'email', kind: 'text', direction: 1 };
/** Accounts that a search looks at: no index finds what is within an address. */
const SEARCHED = 100_000;

/** Says if a cursor is one that the list of accounts has given. */
export const isUserCursor = (cursor: string): boolean => isCursorIn(BY_EMAIL, cursor);

/** Stores accounts. Email addresses are canonical everywhere, but for some that an earlier release stored. */
export class UserStore {
  readonly #models: Models;
  readonly #roster: AdminRoster;
  readonly #changes: DomainEvents;
  readonly #pages: PageReader<UserDocument>;
  readonly #searched: PageReader<UserDocument>;

  constructor(models: Models, createReader: CreateListReader, changes: DomainEvents) {
    this.#models = models;
    this.#pages = new PageReader(models.users, createReader);
    this.#searched = new PageReader(models.users, createReader, SEARCHED);
    this.#changes = changes;
    this.#roster = new AdminRoster(models, changes);
  }

  /**
   * Creates an account.
   * @throws a duplicate-key error if the address is taken
   */
  async create(user: NewUser): Promise<UserDocument> {
    const account = {
      ...user,
      role: 'user' as const,
      disabledAt: null,
      emailVerifiedAt: user.emailVerifiedAt ?? null,
      tokenVersion: 0,
    };
    const created = await yielding(() => this.#models.users.create(account));
    return created.toObject();
  }

  byEmail(email: string): Promise<UserDocument | null> {
    return this.#models.users.findOne({ email }).lean<UserDocument>().exec();
  }

  /** Finds the account of an address as it was typed: that which has it exactly so, or else in canonical form. */
  async byTypedEmail(typed: string): Promise<UserDocument | null> {
    const exact = typed.trim().toLowerCase();
    const forms = [exact, canonicalEmail(typed) ?? exact];
    const found = await this.#models.users
      .find({ email: mongoose.trusted({ $in: forms }) })
      .lean<UserDocument[]>();
    return found.find(({ email }) => email === exact) ?? found[0] ?? null;
  }

  /** Finds the account of somebody at a provider. */
  byIdentity({ issuer, subject }: OidcIdentity): Promise<UserDocument | null> {
    return this.#models.users
      .findOne({ 'oidc.subject': subject, 'oidc.issuer': issuer })
      .lean<UserDocument>()
      .exec();
  }

  /**
   * Joins an identity to the account of a verified address, unless the account has another one of the same provider;
   * returns the account, null if it was not joined.
   * @throws a duplicate-key error if the identity has another account
   */
  join(_id: Id, oidc: OidcIdentity): Promise<UserDocument | null> {
    const isFree = [
      { oidc: null },
      { 'oidc.issuer': mongoose.trusted({ $ne: oidc.issuer }) },
      { 'oidc.subject': oidc.subject },
    ];
    const verified = { _id, emailVerifiedAt: mongoose.trusted({ $ne: null }), $or: isFree };
    const joined = this.#models.users.findOneAndUpdate(verified, { oidc }, { returnDocument: 'after' });
    return this.#announcing(_id, joined.lean<UserDocument>().exec());
  }

  byId(id: string): Promise<UserDocument | null> {
    if (!Types.ObjectId.isValid(id)) return Promise.resolve(null);
    return this.#models.users.findById(id).lean<UserDocument>().exec();
  }

  /** Reads of some accounts, by their id in hexadecimal, what decides whether they may still do what they may. */
  async findStanding(ids: Types.ObjectId[]): Promise<Map<string, Permitting>> {
    const users = await this.#models.users
      .find(
        { _id: mongoose.trusted({ $in: ids }) },
        { role: 1, disabledAt: 1, tokenVersion: 1, secondFactor: 1 },
      )
      .lean<(Permitting & Pick<UserDocument, '_id'>)[]>();
    return new Map(users.map((user) => [user._id.toHexString(), user]));
  }

  /** Finds the addresses of some accounts, by their id in hexadecimal. */
  async emails(ids: Types.ObjectId[]): Promise<Map<string, string>> {
    const users = await this.#models.users
      .find({ _id: mongoose.trusted({ $in: ids }) }, { email: 1 })
      .lean<Pick<UserDocument, '_id' | 'email'>[]>();
    return new Map(users.map(({ _id, email }) => [_id.toHexString(), email]));
  }

  /** Lists accounts by their addresses. */
  list(filter: UserFilter, request: PageRequest): Promise<Page<UserDocument>> {
    return this.#readerOf(filter).read(buildListQuery(filter), request);
  }

  /** Lists the first accounts by their addresses, without some of them. */
  async listWithout(except: Id[], filter: UserFilter, limit: number): Promise<UserDocument[]> {
    const { residual, ...query } = buildListQuery(filter);
    const others = { ...residual, _id: { $nin: except } };
    return (await this.#searched.after({ ...query, residual: others }, limit)).data;
  }

  /** Lists those of some accounts that a filter keeps, by their addresses. */
  listAmong(ids: Id[], { q, role }: UserFilter): Promise<UserDocument[]> {
    const kept = { ...(role && { role }), ...(q && containing(SEARCHED_FIELDS, q)) };
    return this.#models.users.collection
      .find<UserDocument>({ ...kept, _id: { $in: ids } })
      .sort({ email: 1 })
      .toArray();
  }

  #readerOf({ q }: UserFilter): PageReader<UserDocument> {
    return q ? this.#searched : this.#pages;
  }

  changeProfile(
    _id: Id,
    change: Partial<Pick<UserDocument, 'name' | 'timezone' | 'language'>>,
  ): Promise<UserDocument | null> {
    return this.#change(_id, change);
  }

  /** Changes the password if it is still the one that is given up; returns if it was. */
  async changePassword(_id: Id, from: string, to: string): Promise<boolean> {
    const { matchedCount } = await this.#announcing(
      _id,
      this.#models.users.updateOne({ _id, passwordHash: from }, { passwordHash: to }).exec(),
    );
    return matchedCount === 1;
  }

  /** Records that the address was verified; the first time counts. */
  async verify(_id: Id, now: Date): Promise<void> {
    const unverified = { _id, emailVerifiedAt: null };
    await this.#announcing(_id, this.#models.users.updateOne(unverified, { emailVerifiedAt: now }).exec());
  }

  /**
   * Gives an account to whoever reads its mails: sets the password, and the address is verified. If it was not before,
   * an identity at a provider goes, which a stranger may have brought, who would stay in the account.
   */
  async giveToOwner(_id: Id, passwordHash: string, now: Date): Promise<void> {
    const { users } = this.#models;
    const first = { $set: { passwordHash, emailVerifiedAt: now }, $unset: { oidc: '' } };
    const unverified = users.updateOne({ _id, emailVerifiedAt: null }, first);
    const { matchedCount } = await this.#announcing(_id, unverified.exec());
    if (matchedCount === 0) await this.#announcing(_id, users.updateOne({ _id }, { passwordHash }).exec());
  }

  /** Says if there is an administrator who is not disabled. */
  async hasAdmin(): Promise<boolean> {
    return (await this.#models.users.exists({ role: 'admin', disabledAt: null })) !== null;
  }

  /** Changes a role; the last administrator stays one. */
  setRole(id: string, role: Role): Promise<AccountChange> {
    return this.#roster.change(id, ({ disabledAt }) => ({ role, disabledAt }));
  }

  /** Disables or enables an account, from the next request on; the last administrator stays enabled. */
  setDisabled(id: string, disabledAt: Date | null): Promise<AccountChange> {
    return this.#roster.change(id, (user) => ({
      role: user.role,
      disabledAt: disabledAt && (user.disabledAt ?? disabledAt),
    }));
  }

  /** Makes an account an administrator, enabled. */
  appoint(id: Id): Promise<AccountChange> {
    return this.#roster.change(id.toHexString(), () => ({ role: 'admin', disabledAt: null }));
  }

  /** Makes the roster that of the enabled administrators again; returns if it was not. */
  repairRoster(): Promise<boolean> {
    return this.#roster.repair();
  }

  async isDisabled(_id: Id): Promise<boolean> {
    return (await this.#models.users.exists({ _id, disabledAt: mongoose.trusted({ $ne: null }) })) !== null;
  }

  #change(_id: Id, change: Partial<UserDocument>): Promise<UserDocument | null> {
    const changed = this.#models.users.findOneAndUpdate({ _id }, change, { returnDocument: 'after' });
    return this.#announcing(_id, changed.lean<UserDocument>().exec());
  }

  /** Announces the change however the write ended: it may have been made although no answer came. */
  #announcing<T>(_id: Id, written: Promise<T>): Promise<T> {
    return written.finally(() => this.#changes.emit('accountsChanged', [_id]));
  }
}

const SEARCHED_FIELDS = ['email', 'name'];

const buildListQuery = ({ q, role }: UserFilter): ListQuery => ({
  order: BY_EMAIL,
  indexed: role ? { role } : {},
  residual: q ? containing(SEARCHED_FIELDS, q) : {},
  hint: role ? 'role_email' : 'by_email',
});
