import type { UserDocument } from '@punctual/engine/database/documents';
import { isDuplicateKey } from '@punctual/engine/database/driver-errors';
import type { Clock } from '@punctual/engine/platform/clock';
import { AppError } from '@punctual/engine/platform/errors';
import type { UserStore } from '../../accounts/user-store.ts';
import { refuse } from '../../http/refusal-words.ts';
import type { Claims } from './claims.ts';

/** The account of a user whom the provider has named. */
interface FoundAccount {
  user: UserDocument;
  account: 'known' | 'joined' | 'created';
}

const noAddress = () =>
  new AppError(
    403,
    'NO_EMAIL',
    refuse((words) => words.providerSaidNoEmail),
  );

const notJoined = () =>
  new AppError(
    403,
    'NOT_JOINED',
    refuse((words) => words.notJoined),
  );

/** Finds the accounts of users by their identity at the provider; joins and creates them at the first login. */
export class OidcAccounts {
  readonly #users: UserStore;
  readonly #adminGroup: string | null;
  readonly #clock: Clock;

  /** @param adminGroup null: roles are not mapped */
  constructor(users: UserStore, adminGroup: string | null, clock: Clock) {
    this.#users = users;
    this.#adminGroup = adminGroup;
    this.#clock = clock;
  }

  /**
   * Finds the account of a user, joins the one of their address, or creates one.
   * @throws AppError 403 if there is an account of the address that cannot be joined, or no address
   */
  async find(claims: Claims): Promise<FoundAccount> {
    try {
      return await this.#findOrMake(claims);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // Another login of the same user was first.
      return this.#findOrMake(claims);
    }
  }

  async #findOrMake(claims: Claims): Promise<FoundAccount> {
    const known = await this.#users.byIdentity(claims.identity);
    if (known) return { user: known, account: 'known' };
    if (!claims.email) throw noAddress();
    const local = await this.#users.byEmail(claims.email);
    return local
      ? { user: await this.#join(local, claims), account: 'joined' }
      : { user: await this.#create(claims.email, claims), account: 'created' };
  }

  /** Joins an account. Both sides must know whose the address is, or one of two people would get the other's account. */
  async #join(local: UserDocument, { identity, isEmailVerified }: Claims): Promise<UserDocument> {
    // Another login of the same user was first.
    if (local.oidc?.issuer === identity.issuer && local.oidc.subject === identity.subject) return local;
    const joined = isEmailVerified ? await this.#users.join(local._id, identity) : null;
    if (!joined) throw notJoined();
    return joined;
  }

  #create(email: string, { identity, isEmailVerified, name }: Claims): Promise<UserDocument> {
    const emailVerifiedAt = isEmailVerified ? this.#clock.now() : null;
    const profile = { email, name, timezone: 'UTC', emailVerifiedAt };
    return this.#users.create({ ...profile, passwordHash: null, oidc: identity });
  }

  /**
   * Gives an account the role that its groups stand for, as at each login; the last administrator stays one. Returns
   * the account after it.
   */
  async mapRole(user: UserDocument, groups: readonly string[]): Promise<UserDocument> {
    if (this.#adminGroup === null) return user;
    const role = groups.includes(this.#adminGroup) ? 'admin' : 'user';
    if (user.role === role) return user;
    const change = await this.#users.setRole(user._id.toHexString(), role);
    return change.kind === 'changed' ? change.user : user;
  }
}
