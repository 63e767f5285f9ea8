import type { AuditAction } from '@punctual/contracts/api/audit-contract';
import type { AuditDocument, Id } from '@punctual/engine/database/documents';
import { isDuplicateKey } from '@punctual/engine/database/driver-errors';
import type { Models } from '@punctual/engine/database/models';
import { Types } from 'mongoose';
import { isCursorIn, type Order } from '../lists/cursor.ts';
import type { ListQuery } from '../lists/list-query.ts';
import { type Page, PageReader } from '../lists/page-reader.ts';

/** An act as it is recorded. With a `onceKey` it is recorded once, however many copies of the service report it. */
export type AuditEntry = Omit<AuditDocument, '_id' | 'expiresAt'>;

export interface AuditFilter {
  actor?: Id | undefined;
  action?: AuditAction | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Orders by ids, which begin with the second of the entry: the one order that DocumentDB reads from an index. */
const NEWEST_FIRST: Order = { name: 'id', field: '_id', kind: 'id', direction: -1 };

const MAX_SWITCHES = 200;

const toSeconds = (at: Date): number => Math.floor(at.getTime() / 1_000);

export const isAuditCursor = (cursor: string): boolean => isCursorIn(NEWEST_FIRST, cursor);

/** Stores the audit log. Entries are written once and never changed; they expire after their retention time. */
export class AuditStore {
  readonly #models: Models;
  readonly #keptMs: number;
  readonly #pages: PageReader<AuditDocument>;

  constructor(models: Models, keptMs: number) {
    this.#models = models;
    this.#keptMs = keptMs;
    this.#pages = new PageReader(models.audit);
  }

  async record(entry: AuditEntry): Promise<void> {
    const _id = new Types.ObjectId(Types.ObjectId.generate(toSeconds(entry.at)));
    const expiresAt = new Date(entry.at.getTime() + this.#keptMs);
    try {
      await this.#models.audit.create({ ...entry, _id, expiresAt });
    } catch (error) {
      if (entry.onceKey === null || !isDuplicateKey(error)) throw error;
    }
  }

  /** Lists how an account was disabled and enabled, the earliest first; where there are very many, the newest of them. */
  async listSwitches(userId: Id): Promise<AuditDocument[]> {
    const switches = await this.#of('user.switch', userId).limit(MAX_SWITCHES).lean<AuditDocument[]>();
    return switches.reverse();
  }

  /** Finds the cancellation of a run; null where none was recorded. */
  findCancellation(runId: Id): Promise<AuditDocument | null> {
    const newest = this.#of('run.cancel', runId).limit(1).lean<AuditDocument[]>();
    return newest.exec().then(([entry]) => entry ?? null);
  }

  #of(action: AuditAction, target: Id) {
    return this.#models.audit.find({ target: target.toHexString(), action, outcome: 'ok' }).sort({ _id: -1 });
  }

  /** Lists entries from the newest back, of from ≤ at < to. Where few of very many fit, a page holds fewer than asked for. */
  async list(filter: AuditFilter, limit: number, cursor?: string): Promise<Page<AuditDocument>> {
    return { ...(await this.#pages.after(buildListQuery(filter), limit, cursor)), page: null };
  }
}

function buildListQuery({ actor, action, from, to }: AuditFilter): ListQuery {
  const ids = {
    ...(from ? { $gte: smallestIdAt(toSeconds(from)) } : {}),
    ...(to ? { $lt: smallestIdAt(toSeconds(to) + 1) } : {}),
  };
  const at = { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) };
  const bounds = from || to ? { _id: ids } : {};
  const residual = { ...(action ? { action } : {}), ...(from || to ? { at } : {}) };
  if (!actor) return { order: NEWEST_FIRST, indexed: bounds, residual };
  return { order: NEWEST_FIRST, indexed: { actor, ...bounds }, residual, hint: 'actor' };
}

/** Returns the smallest id that an entry of this second may have. */
const smallestIdAt = (seconds: number): Id => Types.ObjectId.createFromTime(Math.max(0, seconds));
