import type { AuditAction } from '../api/audit-contract.ts';
import { isCursorIn, type Order } from './cursor.ts';
import type { AuditDocument, Id } from './documents.ts';
import { isDuplicateKey } from './errors.ts';
import type { Models } from './models.ts';
import { type Page, Pages } from './paging.ts';

/** What happened. With a `onceKey` it is recorded once, however many copies of the service tell it. */
export type AuditEntry = Omit<AuditDocument, '_id' | 'expiresAt'>;

export interface AuditFilter {
  actor?: Id | undefined;
  action?: AuditAction | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

const NEWEST_FIRST: Order = { name: 'at', field: 'at', kind: 'time', direction: -1 };

export const isAuditCursor = (cursor: string): boolean => isCursorIn(NEWEST_FIRST, cursor);

/** Who did what. Entries are written once and never changed; they go when their time is over. */
export class AuditStore {
  readonly #models: Models;
  readonly #keptMs: number;
  readonly #pages: Pages<AuditDocument>;

  constructor(models: Models, keptMs: number) {
    this.#models = models;
    this.#keptMs = keptMs;
    this.#pages = new Pages(models.audit);
  }

  async record(entry: AuditEntry): Promise<void> {
    const expiresAt = new Date(entry.at.getTime() + this.#keptMs);
    try {
      await this.#models.audit.create({ ...entry, expiresAt });
    } catch (error) {
      if (entry.onceKey === null || !isDuplicateKey(error)) throw error;
    }
  }

  /** Entries from the newest back, of from ≤ at < to. */
  async list(
    { actor, action, from, to }: AuditFilter,
    limit: number,
    cursor?: string,
  ): Promise<Page<AuditDocument>> {
    const whose = { ...(actor ? { actor } : {}), ...(action ? { action } : {}) };
    const bounds = { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) };
    const within = from || to ? { ...whose, at: bounds } : whose;
    const hint = [...Object.keys(whose), 'at'].join('_');
    const found = await this.#pages.after({ order: NEWEST_FIRST, within, keep: {}, hint }, limit, cursor);
    return { ...found, page: null };
  }
}
