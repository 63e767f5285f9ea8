import { DAY_MS } from '@punctual/contracts/time';
import { MAX_SESSIONS, SESSION_LIMIT_MS } from '@punctual/contracts/users/user-limits';
import type { Id, SessionDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import mongoose, { Types } from 'mongoose';
import type { CreateListReader } from '../../lists/list-reader.ts';
import { NEWEST_FIRST } from '../../lists/newest-first.ts';
import { type Page, PageReader, type PageRequest } from '../../lists/page-reader.ts';
import { removeBeyond } from '../remove-beyond.ts';

export interface NewSession {
  userId: Id;
  seed: string;
  ip: string | null;
  userAgent: string | null;
}

/** A session ends after this long without use, and after `SESSION_LIMIT_MS` in any case. */
export const IDLE_MS = 7 * DAY_MS;

const computeIdleEnd = (now: Date, endsAt: Date) =>
  new Date(Math.min(now.getTime() + IDLE_MS, endsAt.getTime()));

/** Stores logins, and the number of the refresh token that is valid for each. */
export class SessionStore {
  readonly #models: Models;
  readonly #pages: PageReader<SessionDocument>;
  readonly #changes: DomainEvents;

  constructor(models: Models, createReader: CreateListReader, changes: DomainEvents) {
    this.#models = models;
    this.#pages = new PageReader(models.sessions, createReader);
    this.#changes = changes;
  }

  async create(session: NewSession, now: Date): Promise<SessionDocument> {
    const endsAt = new Date(now.getTime() + SESSION_LIMIT_MS);
    const times = { createdAt: now, rotatedAt: now, endsAt, expiresAt: computeIdleEnd(now, endsAt) };
    const created = await this.#models.sessions.create({ ...session, ...times, generation: 1 });
    await this.#endOldest(session.userId);
    return created.toObject();
  }

  /** Ends the logins of a user that are more than there may be. */
  async #endOldest(userId: Id): Promise<void> {
    let mayHaveEnded = true;
    try {
      mayHaveEnded = await removeBeyond(this.#models.sessions, { userId }, MAX_SESSIONS);
    } finally {
      if (mayHaveEnded) this.#changes.emit('accountsChanged', [userId]);
    }
  }

  /** Finds the session if it has not ended by `now`. */
  async alive(id: string, now: Date): Promise<SessionDocument | null> {
    if (!Types.ObjectId.isValid(id)) return null;
    return this.#models.sessions
      .findOne({ _id: id, expiresAt: mongoose.trusted({ $gt: now }) })
      .lean<SessionDocument>()
      .exec();
  }

  /** Finds those of some sessions that have not ended by `now`. */
  async findAlive(ids: Id[], now: Date): Promise<Id[]> {
    if (ids.length === 0) return [];
    const alive = { _id: mongoose.trusted({ $in: ids }), expiresAt: mongoose.trusted({ $gt: now }) };
    const found = await this.#models.sessions.find(alive, { _id: 1 }).lean<Pick<SessionDocument, '_id'>[]>();
    return found.map(({ _id }) => _id);
  }

  /** Moves a session on from the generation it was read at; null if another request did so first. */
  rotate(session: SessionDocument, now: Date): Promise<SessionDocument | null> {
    const { _id, userId, generation, endsAt } = session;
    const change = { generation: generation + 1, rotatedAt: now, expiresAt: computeIdleEnd(now, endsAt) };
    const rotated = this.#models.sessions
      .findOneAndUpdate({ _id, generation }, change, { returnDocument: 'after' })
      .lean<SessionDocument>();
    return this.#announcing(userId, rotated.exec());
  }

  /** Lists the sessions of a user that have not ended, the newest first. */
  list(userId: Id, request: PageRequest, now: Date): Promise<Page<SessionDocument>> {
    const indexed = { userId, expiresAt: { $gt: now } };
    return this.#pages.read({ order: NEWEST_FIRST, indexed, residual: {}, hint: 'own_age' }, request);
  }

  /** Ends every login of a user, but for one if it is given. */
  async endAll(userId: Id, exceptFor?: Id): Promise<void> {
    const others = exceptFor ? { _id: mongoose.trusted({ $ne: exceptFor }) } : {};
    await this.#announcing(userId, this.#models.sessions.deleteMany({ userId, ...others }).exec());
  }

  /** Ends a login of the user; returns if it was theirs and had not ended. */
  async endOwn(userId: Id, id: string, now: Date): Promise<boolean> {
    const mine = { _id: new Types.ObjectId(id), userId, expiresAt: mongoose.trusted({ $gt: now }) };
    const { deletedCount } = await this.#announcing(userId, this.#models.sessions.deleteOne(mine).exec());
    return deletedCount === 1;
  }

  async end({ _id, userId }: Pick<SessionDocument, '_id' | 'userId'>): Promise<void> {
    await this.#announcing(userId, this.#models.sessions.deleteOne({ _id }).exec());
  }

  /** Announces the change however the write ended: it may have been made although no answer came. */
  #announcing<T>(userId: Id, written: Promise<T>): Promise<T> {
    return written.finally(() => this.#changes.emit('accountsChanged', [userId]));
  }
}
