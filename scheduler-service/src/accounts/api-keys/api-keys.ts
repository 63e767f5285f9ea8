import { randomBytes } from 'node:crypto';
import { DAY_MS, HOUR_MS } from '@punctual/contracts/time';
import type { ApiKeyInput } from '@punctual/contracts/users/api-key';
import { MAX_API_KEYS } from '@punctual/contracts/users/api-key-limits';
import type { ApiKeyDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { AppError, unauthenticated, validationFailed } from '@punctual/engine/platform/errors';
import type { LoggedIn } from '../../http/caller.ts';
import { refuse } from '../../http/refusal-words.ts';
import { secretHash } from '../secret-hash.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { ApiKeyStore, NewApiKey } from './api-key-store.ts';

/** A key that has ended is listed for so long, so that its owner sees why it is refused. */
const LISTED_MS = 7 * DAY_MS;
const MARK = 'pk_';
const PREFIX_BYTES = 8;
const SECRET_BYTES = 32;
const FORM = /^(pk_[0-9a-f]{16})_[\w-]{43}$/;

/** Says if a credential claims to be an API key. */
export const looksLikeApiKey = (credential: string): boolean => credential.startsWith(MARK);

/** Parses the prefix by which a key is found; undefined for a text that cannot be a key. */
export const parsePrefix = (key: string): string | undefined => FORM.exec(key)?.[1];

/** A key as it is created: the only time that its text is known. */
interface CreatedKey {
  document: ApiKeyDocument;
  key: string;
}

type Wanted = Pick<NewApiKey, 'service' | 'scopes' | 'ratePerSecond' | 'expiresAt'>;

/** Creates API keys: `pk_<prefix by which it is found>_<secret>`. */
export class ApiKeys {
  readonly #store: ApiKeyStore;
  readonly #sessions: SessionStore;
  readonly #clock: Clock;

  constructor(store: ApiKeyStore, sessions: SessionStore, clock: Clock) {
    this.#store = store;
    this.#sessions = sessions;
    this.#clock = clock;
  }

  /**
   * Creates a key. Its text is not kept, and can be answered only now.
   * @throws AppError 422 if it had ended already; 401 and 409 as `#create`
   */
  async create(caller: LoggedIn, { endsAt, ...input }: ApiKeyInput): Promise<CreatedKey> {
    const now = this.#clock.now();
    const end = endsAt === null ? null : new Date(endsAt);
    if (end !== null && end <= now)
      throw validationFailed([{ path: 'endsAt', message: refuse((words) => words.passed) }]);
    return this.#create(caller, { ...input, scopes: [...new Set(input.scopes)], expiresAt: end }, now);
  }

  /**
   * Creates a key that takes the place of another, which ends after some hours, or at once. The new one comes first: a
   * failure between the two leaves the owner with a key too many, and not without one.
   * @returns the new key and the end of the old one; null if the old one is not the caller's, or was revoked
   * @throws AppError 401 and 409 as `#create`
   */
  async rotate(
    caller: LoggedIn,
    id: string,
    oldEndsInHours: number,
  ): Promise<(CreatedKey & { endsAt: Date }) | null> {
    const now = this.#clock.now();
    const old = await this.#store.findOwn(caller.userId, id);
    if (!old) return null;
    const { service, scopes, ratePerSecond } = old;
    const created = await this.#create(
      caller,
      { service, scopes, ratePerSecond, expiresAt: repeatLifetime(old, now) },
      now,
    );
    const chosen = new Date(now.getTime() + oldEndsInHours * HOUR_MS);
    const isOver =
      oldEndsInHours === 0
        ? await this.#store.revoke(caller.userId, id, now)
        : await this.#store.expire(caller.userId, id, chosen);
    if (isOver)
      return { ...created, endsAt: old.expiresAt && old.expiresAt < chosen ? old.expiresAt : chosen };
    await this.#store.remove(created.document);
    return null;
  }

  /**
   * @throws AppError 401 if the login ended meanwhile: all keys may have been revoked with it, but for this one; 409 if
   *   the account has as many as it may have, counted with the new one, so that many made at once are not more
   */
  async #create({ userId: ownerId, session }: LoggedIn, wanted: Wanted, now: Date): Promise<CreatedKey> {
    const prefix = `${MARK}${randomBytes(PREFIX_BYTES).toString('hex')}`;
    const key = `${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
    await this.#store.revokeExpired(ownerId, new Date(now.getTime() - LISTED_MS), now);
    const document = await this.#store.create({ ...wanted, ownerId, prefix, hash: secretHash(key) }, now);
    if ((await this.#store.countKept(ownerId)) > MAX_API_KEYS) {
      await this.#store.remove(document);
      throw tooMany();
    }
    if (await this.#sessions.alive(session._id.toHexString(), now)) return { document, key };
    await this.#store.revoke(ownerId, document._id.toHexString(), now);
    throw unauthenticated(refuse((words) => words.sessionEnded));
  }
}

/** Computes the end of a key that lives as long as another was to live. */
const repeatLifetime = ({ createdAt, expiresAt }: ApiKeyDocument, now: Date): Date | null =>
  expiresAt ? new Date(now.getTime() + expiresAt.getTime() - createdAt.getTime()) : null;

const tooMany = () =>
  new AppError(
    409,
    'TOO_MANY_API_KEYS',
    refuse((words) => words.tooManyKeys(MAX_API_KEYS)),
  );
