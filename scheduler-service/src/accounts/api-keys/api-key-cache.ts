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
import { type ApiKeyStore, hasExpired } from './api-key-store.ts';
import { parsePrefix } from './api-keys.ts';

const MOST = 10_000;
/** The last use is stored to within this: a write with every request would be one too many. */
const USE_MS = 60_000;

export interface CachedApiKey {
  apiKey: ApiKeyDocument;
  user: UserDocument;
}

/** Caches API keys and their accounts in this process until they change. */
export class ApiKeyCache {
  readonly #store: ApiKeyStore;
  readonly #users: UserStore;
  readonly #clock: Clock;
  readonly #loader: CachedLoader<CachedApiKey>;
  /** The owners of keys that were in force, by prefix: a key never changes its owner. */
  readonly #owners = new LruCache<string>(MOST);

  constructor(store: ApiKeyStore, users: UserStore, clock: Clock, count: CountLookup) {
    this.#store = store;
    this.#users = users;
    this.#clock = clock;
    this.#loader = new CachedLoader('key', count);
  }

  /**
   * Finds the key that a text is and its account, unless the key is revoked, at its end, or the account disabled. Counts
   * as a use.
   * @param fetchStamps is called with the owner of the key that the text claims to be
   * @param checkLookup asked before the database looks for a key that is not known to be one; throws if it may not
   */
  async findValid(
    text: string,
    fetchStamps: (ownerId: string) => Promise<CacheStamps | null>,
    checkLookup: () => Promise<void>,
  ): Promise<(CachedApiKey & { seen: CacheStamps | null }) | null> {
    const prefix = parsePrefix(text);
    const ownerId = prefix && (await this.#findOwner(prefix, checkLookup));
    if (!prefix || !ownerId) return null;
    const seen = await fetchStamps(ownerId);
    const found = await this.#load(prefix, ownerId, seen);
    if (!found) this.#owners.delete(prefix);
    if (!found || found.user.disabledAt || !isSame(found.apiKey.hash, secretHash(text))) return null;
    if (hasExpired(found.apiKey, this.#clock.now())) return null;
    await this.#recordUse(found.apiKey);
    return { ...found, seen };
  }

  async #findOwner(prefix: string, checkLookup: () => Promise<void>): Promise<string | null> {
    const known = this.#owners.get(prefix, '');
    if (known) return known;
    await checkLookup();
    const apiKey = await this.#store.findByPrefix(prefix);
    if (!apiKey) return null;
    const ownerId = apiKey.ownerId.toHexString();
    this.#owners.set(prefix, '', ownerId, Number.POSITIVE_INFINITY);
    return ownerId;
  }

  #load(prefix: string, ownerId: string, seen: CacheStamps | null): Promise<CachedApiKey | null> {
    return this.#loader.find(prefix, [accountTag(ownerId)], seen, () => this.#read(prefix, ownerId));
  }

  async #read(prefix: string, ownerId: string): Promise<CachedApiKey | null> {
    const [apiKey, user] = await Promise.all([this.#store.findByPrefix(prefix), this.#users.byId(ownerId)]);
    return apiKey && user ? { apiKey, user } : null;
  }

  async #recordUse(apiKey: ApiKeyDocument): Promise<void> {
    const now = this.#clock.now();
    const before = apiKey.lastUsedAt;
    if (before && now.getTime() - before.getTime() < USE_MS) return;
    // Set at once, so that requests that come while it is written do not write it too.
    apiKey.lastUsedAt = now;
    await this.#store.recordUse({ ...apiKey, lastUsedAt: before }, now);
  }
}

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));
