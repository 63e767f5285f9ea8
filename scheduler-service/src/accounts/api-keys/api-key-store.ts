import type { ApiKeyDocument, Id } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import mongoose, { Types } from 'mongoose';
import type { CreateListReader } from '../../lists/list-reader.ts';
import { NEWEST_FIRST } from '../../lists/newest-first.ts';
import { type Page, PageReader, type PageRequest } from '../../lists/page-reader.ts';

type Chosen = 'service' | 'scopes' | 'ratePerSecond' | 'expiresAt';
export type NewApiKey = Pick<ApiKeyDocument, Chosen | 'ownerId' | 'prefix' | 'hash'>;

/** Tells whether a key has ended by itself. */
export const hasExpired = ({ expiresAt }: Pick<ApiKeyDocument, 'expiresAt'>, now: Date): boolean =>
  expiresAt != null && expiresAt <= now;

/** Stores the keys of services. Revoked ones stay on record for a month, and are found no more. */
export class ApiKeyStore {
  readonly #models: Models;
  readonly #pages: PageReader<ApiKeyDocument>;
  readonly #changes: DomainEvents;

  constructor(models: Models, createReader: CreateListReader, changes: DomainEvents) {
    this.#models = models;
    this.#pages = new PageReader(models.apiKeys, createReader);
    this.#changes = changes;
  }

  async create(key: NewApiKey, now: Date): Promise<ApiKeyDocument> {
    const fresh = { ...key, lastUsedAt: null, revokedAt: null, createdAt: now };
    return (await this.#models.apiKeys.create(fresh)).toObject();
  }

  /** Takes back a key, as if it had never been made. */
  async remove({ _id }: Pick<ApiKeyDocument, '_id'>): Promise<void> {
    await this.#models.apiKeys.deleteOne({ _id });
  }

  /** Counts the keys of an owner that are not revoked, those that ended by themselves too: they are kept and listed. */
  countKept(ownerId: Id): Promise<number> {
    return this.#models.apiKeys.countDocuments({ ownerId, revokedAt: null });
  }

  /** Finds the key of this prefix, unless it is revoked. */
  findByPrefix(prefix: string): Promise<ApiKeyDocument | null> {
    return this.#models.apiKeys.findOne({ prefix, revokedAt: null }).lean<ApiKeyDocument>().exec();
  }

  /** Finds a key of the owner by its id, unless it is revoked. */
  findOwn(ownerId: Id, id: string): Promise<ApiKeyDocument | null> {
    const mine = { _id: new Types.ObjectId(id), ownerId, revokedAt: null };
    return this.#models.apiKeys.findOne(mine).lean<ApiKeyDocument>().exec();
  }

  /** Finds those of some keys that are neither revoked nor at their end. */
  async findInForce(ids: Id[], now: Date): Promise<Id[]> {
    if (ids.length === 0) return [];
    const inForce = { _id: mongoose.trusted({ $in: ids }), revokedAt: null };
    const found = await this.#models.apiKeys
      .find(inForce, { _id: 1, expiresAt: 1 })
      .lean<Pick<ApiKeyDocument, '_id' | 'expiresAt'>[]>();
    return found.filter((key) => !hasExpired(key, now)).map(({ _id }) => _id);
  }

  /** Finds the services of keys, revoked ones too while they are kept, by the ids of the keys in hexadecimal. */
  async services(ids: Id[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const found = await this.#models.apiKeys
      .find({ _id: mongoose.trusted({ $in: ids }) }, { service: 1 })
      .lean<Pick<ApiKeyDocument, '_id' | 'service'>[]>();
    return new Map(found.map(({ _id, service }) => [_id.toHexString(), service]));
  }

  list(ownerId: Id, request: PageRequest): Promise<Page<ApiKeyDocument>> {
    const indexed = { ownerId, revokedAt: null };
    return this.#pages.read({ order: NEWEST_FIRST, indexed, residual: {}, hint: 'own_age' }, request);
  }

  /** Revokes a key; returns if it was the owner's and not revoked before. */
  async revoke(ownerId: Id, id: string, now: Date): Promise<boolean> {
    const mine = { _id: new Types.ObjectId(id), ownerId, revokedAt: null };
    try {
      return (await this.#models.apiKeys.updateOne(mine, { revokedAt: now })).matchedCount === 1;
    } finally {
      this.#changes.emit('accountsChanged', [ownerId]);
    }
  }

  /** Lets a key end at a time, unless it ends sooner; returns if it was the owner's and not revoked before. */
  async expire(ownerId: Id, id: string, at: Date): Promise<boolean> {
    const mine = { _id: new Types.ObjectId(id), ownerId, revokedAt: null };
    const sooner = { $min: [{ $ifNull: ['$expiresAt', at] }, at] };
    try {
      const { matchedCount } = await this.#models.apiKeys.updateOne(mine, [{ $set: { expiresAt: sooner } }], {
        updatePipeline: true,
      });
      return matchedCount === 1;
    } finally {
      this.#changes.emit('accountsChanged', [ownerId]);
    }
  }

  /** Revokes the keys of an owner that ended by themselves before a time. */
  async revokeExpired(ownerId: Id, before: Date, now: Date): Promise<void> {
    const ended = { ownerId, revokedAt: null, expiresAt: mongoose.trusted({ $lte: before }) };
    await this.#models.apiKeys.updateMany(ended, { revokedAt: now });
  }

  /** Revokes all keys of an owner; returns how many there were. */
  async revokeAll(ownerId: Id, now: Date): Promise<number> {
    try {
      const inForce = { ownerId, revokedAt: null };
      return (await this.#models.apiKeys.updateMany(inForce, { revokedAt: now })).modifiedCount;
    } finally {
      this.#changes.emit('accountsChanged', [ownerId]);
    }
  }

  /** Records a use. If several copies of the service saw the same last use, one of them writes. */
  async recordUse({ _id, lastUsedAt }: ApiKeyDocument, now: Date): Promise<void> {
    await this.#models.apiKeys.updateOne({ _id, lastUsedAt }, { lastUsedAt: now });
  }
}
