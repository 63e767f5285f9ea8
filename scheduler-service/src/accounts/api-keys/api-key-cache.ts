import { timingSafeEqual } from 'node:crypto';
import type { ApiKeyDocument, UserDocument } from '@punctual/engine/database/documents';
import { accountTag } from '@punctual/engine/events/cache-tags';
import type { Clock } from '@punctual/engine/platform/clock';
import type { CountLookup } from '../../cache/cache-metrics.ts';
import { CachedLoader } from '../../cache/cached-loader.ts';
import { LruCache } from '../../cache/lru-cache.ts';
import type { CacheStamps } from '../../http/request-context.ts';
import { secretHash } from '../secret-hash.ts';
import type { UserStore } from '../user-store.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import { prefixOf } from './api-keys.ts';

const MOST = 10_000;
/** Its last use is known to within this: a write with every request would be one too many. */
const USE_MS = 60_000;

export interface CachedApiKey {
  apiKey: ApiKeyDocument;
  user: UserDocument;
}

export interface KnownKeysParts {
  keyStore: ApiKeyStore;
  users: UserStore;
  clock: Clock;
  count: CountLookup;
}

/** API keys and their accounts as they are now, held in this process while nothing changes them. */
export class ApiKeyCache {
  readonly #parts: KnownKeysParts;
  readonly #known: CachedLoader<CachedApiKey>;
  /** By the beginning of a key, whose it is: no key goes to another. */
  readonly #owners = new LruCache<string>(MOST);

  constructor(parts: KnownKeysParts) {
    this.#parts = parts;
    this.#known = new CachedLoader('key', parts.count);
  }

  /**
   * The key that a text is and its account, unless the key is revoked or the account disabled. Counts as a use.
   * @param look is told whose key it says to be
   */
  async inForce(
    text: string,
    look: (ownerId: string) => Promise<CacheStamps | null>,
  ): Promise<(CachedApiKey & { seen: CacheStamps | null }) | null> {
    const prefix = prefixOf(text);
    const ownerId = prefix && (await this.#ownerOf(prefix));
    if (!prefix || !ownerId) return null;
    const seen = await look(ownerId);
    const found = await this.#find(prefix, ownerId, seen);
    if (!found || found.user.disabledAt || !isSame(found.apiKey.hash, secretHash(text))) return null;
    await this.#use(found.apiKey);
    return { ...found, seen };
  }

  async #ownerOf(prefix: string): Promise<string | null> {
    const known = this.#owners.get(prefix, '');
    if (known) return known;
    const apiKey = await this.#parts.keyStore.living(prefix);
    if (!apiKey) return null;
    const ownerId = apiKey.ownerId.toHexString();
    this.#owners.set(prefix, '', ownerId, Number.POSITIVE_INFINITY);
    return ownerId;
  }

  #find(prefix: string, ownerId: string, seen: CacheStamps | null): Promise<CachedApiKey | null> {
    return this.#known.find(prefix, [accountTag(ownerId)], seen, () => this.#read(prefix, ownerId));
  }

  async #read(prefix: string, ownerId: string): Promise<CachedApiKey | null> {
    const { keyStore, users } = this.#parts;
    const [apiKey, user] = await Promise.all([keyStore.living(prefix), users.byId(ownerId)]);
    return apiKey && user ? { apiKey, user } : null;
  }

  async #use(apiKey: ApiKeyDocument): Promise<void> {
    const now = this.#parts.clock.now();
    const before = apiKey.lastUsedAt;
    if (before && now.getTime() - before.getTime() < USE_MS) return;
    // Whoever comes while it is written need not write it too.
    apiKey.lastUsedAt = now;
    await this.#parts.keyStore.used({ ...apiKey, lastUsedAt: before }, now);
  }
}

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));
