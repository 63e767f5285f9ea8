import type { AuditAction } from '@punctual/contracts/api/audit-actions';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Request } from 'express';
import type { AuditStore } from './audit-store.ts';

/** What is to be recorded of a request; who, when and from where is told by the request itself. */
export interface Act {
  action: AuditAction;
  target: string | null;
  /** The code of the error where it was refused; null where it was done. */
  code: string | null;
  details?: Record<string, unknown>;
  /** Recorded once under this name. */
  onceKey?: string;
}

/** Records who did what. That it cannot is told in the log, and ends no request. */
export class AuditLog {
  readonly #store: AuditStore;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(store: AuditStore, clock: Clock, logger: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
  }

  async record(act: Act, { context, ip }: Request): Promise<void> {
    const { action, target, code, details = {}, onceKey = null } = act;
    const { actor, id: requestId } = context;
    const outcome = code === null ? 'ok' : 'refused';
    const facts = { action, actor, target, outcome, code, details, onceKey, requestId } as const;
    try {
      await this.#store.record({ ...facts, at: this.#clock.now(), ip: ip ?? null });
    } catch (err) {
      this.#logger.error({ err, ...facts }, 'An act could not be recorded in the audit log');
    }
  }
}
