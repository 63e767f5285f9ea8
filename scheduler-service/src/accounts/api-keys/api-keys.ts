import { randomBytes } from 'node:crypto';
import type { ApiKeyInput } from '@punctual/contracts/users/api-key';
import { MAX_API_KEYS } from '@punctual/contracts/users/api-key-limits';
import type { ApiKeyDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { AppError, unauthenticated } from '@punctual/engine/platform/errors';
import type { LoggedIn } from '../../http/caller.ts';
import { secretHash } from '../secret-hash.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { ApiKeyStore } from './api-key-store.ts';

const MARK = 'pk_';
const PREFIX_BYTES = 8;
const SECRET_BYTES = 32;
const FORM = /^(pk_[0-9a-f]{16})_[\w-]{43}$/;

/** Says if a credential claims to be an API key. */
export const looksLikeApiKey = (credential: string): boolean => credential.startsWith(MARK);

/** Parses the prefix by which a key is found; undefined for a text that cannot be a key. */
export const parsePrefix = (key: string): string | undefined => FORM.exec(key)?.[1];

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
   * @throws AppError 401 if the login ended meanwhile: all keys may have been revoked with it, but for this one; 409 if
   *   the account has as many as it may have, counted with the new one, so that many made at once are not more
   */
  async create(
    { userId: ownerId, session }: LoggedIn,
    input: ApiKeyInput,
  ): Promise<{ document: ApiKeyDocument; key: string }> {
    const prefix = `${MARK}${randomBytes(PREFIX_BYTES).toString('hex')}`;
    const key = `${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const scopes = [...new Set(input.scopes)];
    const draft = { ...input, scopes, ownerId, prefix, hash: secretHash(key) };
    const now = this.#clock.now();
    const document = await this.#store.create(draft, now);
    if ((await this.#store.countInForce(ownerId)) > MAX_API_KEYS) {
      await this.#store.remove(document);
      throw tooMany();
    }
    if (await this.#sessions.alive(session._id.toHexString(), now)) return { document, key };
    await this.#store.revoke(ownerId, document._id.toHexString(), now);
    throw unauthenticated('Your session ended. Log in to go on.');
  }
}

const tooMany = () =>
  new AppError(
    409,
    'TOO_MANY_API_KEYS',
    `This account has ${MAX_API_KEYS} API keys, which is as many as it may have. Revoke one that is not used.`,
  );
