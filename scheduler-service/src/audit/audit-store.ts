import { type AuditAction, LOGIN_ACTIONS } from '@punctual/contracts/api/audit-actions';
import { type AuditEntry, auditDisabled, writeAuditEntry } from '@punctual/engine/database/audit-writer';
import type { AuditDocument, Id } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import type { AuditDisabled } from '@punctual/engine/jobs/job-edits';
import { Types } from 'mongoose';
import { isCursorIn, type Order } from '../lists/cursor.ts';
import type { ListQuery } from '../lists/list-query.ts';
import type { CreateListReader } from '../lists/list-reader.ts';
import { type Page, PageReader } from '../lists/page-reader.ts';

export interface AuditFilter {
  actor?: Id | undefined;
  action?: AuditAction | undefined;
  /** Without logins and logouts, or nothing else. */
  kind?: 'acts' | 'logins' | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The order of ids, which begin with the second of the entry: the `_id` index gives it on every engine. */
const NEWEST_FIRST: Order = { name: 'id', field: '_id', kind: 'id', direction: -1 };

const MAX_SWITCHES = 200;

const toSeconds = (at: Date): number => Math.floor(at.getTime() / 1_000);

/** Tells whether the audit log has given the cursor. */
export const isAuditCursor = (cursor: string): boolean => isCursorIn(NEWEST_FIRST, cursor);

/** Records who did what. Entries are written once and never changed; they are removed when their time is over. */
export class AuditStore {
  readonly #models: Models;
  readonly #keptMs: number;
  readonly #pages: PageReader<AuditDocument>;
  /** Records that Punctual itself has disabled a job. */
  readonly recordDisabled: AuditDisabled;

  constructor(models: Models, createReader: CreateListReader, keptMs: number) {
    this.#models = models;
    this.#keptMs = keptMs;
    this.#pages = new PageReader(models.audit, createReader);
    this.recordDisabled = auditDisabled(models, keptMs);
  }

  record(entry: AuditEntry): Promise<void> {
    return writeAuditEntry(this.#models, entry, this.#keptMs);
  }

  /** Lists when an account was disabled and enabled, and by whom, the earliest first; of very many the newest. */
  async listSwitches(userId: Id): Promise<AuditDocument[]> {
    const switches = await this.#of('user.switch', userId).limit(MAX_SWITCHES).lean<AuditDocument[]>();
    return switches.reverse();
  }

  /** Finds the entry of the user who canceled a run; null where none is on record. */
  findCancellation(runId: Id): Promise<AuditDocument | null> {
    const newest = this.#of('run.cancel', runId).limit(1).lean<AuditDocument[]>();
    return newest.exec().then(([entry]) => entry ?? null);
  }

  #of(action: AuditAction, target: Id) {
    return this.#models.audit.find({ target: target.toHexString(), action, outcome: 'ok' }).sort({ _id: -1 });
  }

  /** Lists entries with from ≤ at < to, the newest first. Where few of very many fit, a page holds fewer than asked for. */
  async list(filter: AuditFilter, limit: number, cursor?: string): Promise<Page<AuditDocument>> {
    return { ...(await this.#pages.after(buildListQuery(filter), limit, cursor)), page: null };
  }
}

function buildListQuery({ actor, action, kind, from, to }: AuditFilter): ListQuery {
  const ids = {
    ...(from ? { $gte: smallestIdAt(toSeconds(from)) } : {}),
    ...(to ? { $lt: smallestIdAt(toSeconds(to) + 1) } : {}),
  };
  const at = { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) };
  const bounds = from || to ? { _id: ids } : {};
  const residual = { ...buildActions(action, kind), ...(from || to ? { at } : {}) };
  if (!actor) return { order: NEWEST_FIRST, indexed: bounds, residual };
  return { order: NEWEST_FIRST, indexed: { actor, ...bounds }, residual, hint: 'actor' };
}

/** Builds the condition on actions; one that is named is meant, whatever its kind. */
function buildActions(action: AuditFilter['action'], kind: AuditFilter['kind']) {
  if (action) return { action };
  if (!kind) return {};
  return { action: kind === 'logins' ? { $in: LOGIN_ACTIONS } : { $nin: LOGIN_ACTIONS } };
}

/** Builds the smallest id of a second. */
const smallestIdAt = (seconds: number): Id => Types.ObjectId.createFromTime(Math.max(0, seconds));
