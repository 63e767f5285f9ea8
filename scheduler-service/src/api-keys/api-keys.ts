import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@punctual/shared/platform/clock';
import type { ApiKeyStore } from '@punctual/shared/store/api-key-store';
import type { ApiKeyDocument, Id } from '@punctual/shared/store/documents';
import type { ApiKeyInput } from '@punctual/shared/users/api-key';
import { secretHash } from '../auth/secret-hash.ts';

const MARK = 'pk_';
const PREFIX_BYTES = 8;
const SECRET_BYTES = 32;
const FORM = /^(pk_[0-9a-f]{16})_[\w-]{43}$/;
/** Its last use is known to within this: a write with every request would be one too many. */
const USE_MS = 60_000;

/** Whether a credential says to be an API key. */
export const looksLikeApiKey = (credential: string): boolean => credential.startsWith(MARK);

/** Makes API keys, and knows them again: `pk_<what it is found by>_<secret>`. */
export class ApiKeys {
  readonly #store: ApiKeyStore;
  readonly #clock: Clock;

  constructor(store: ApiKeyStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** A new key; its text is not kept, and can be told only now. */
  async create(ownerId: Id, input: ApiKeyInput): Promise<{ document: ApiKeyDocument; key: string }> {
    const prefix = `${MARK}${randomBytes(PREFIX_BYTES).toString('hex')}`;
    const key = `${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const scopes = [...new Set(input.scopes)];
    const facts = { ...input, scopes, ownerId, prefix, hash: secretHash(key) };
    return { document: await this.#store.create(facts, this.#clock.now()), key };
  }

  /** The key that a text is, if it is one that lives. This counts as a use of it. */
  async recognise(text: string): Promise<ApiKeyDocument | null> {
    const [, prefix] = FORM.exec(text) ?? [];
    const document = prefix ? await this.#store.living(prefix) : null;
    if (!document || !timingSafeEqual(Buffer.from(document.hash), Buffer.from(secretHash(text)))) return null;
    const now = this.#clock.now();
    const isNews = !document.lastUsedAt || now.getTime() - document.lastUsedAt.getTime() >= USE_MS;
    if (isNews) await this.#store.used(document, now);
    return document;
  }
}
