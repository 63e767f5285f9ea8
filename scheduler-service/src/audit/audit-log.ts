import type { AuditAction } from '@punctual/contracts/api/audit-actions';
import type { Id } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Request, Response } from 'express';
import type { Caller } from '../http/caller.ts';
import type { AuditStore } from './audit-store.ts';

/** What is to be recorded of a request; who, when and from where is told by the request itself. */
export interface Act {
  action: AuditAction;
  target: string | null;
  /** The code of the error where it was refused; null where it was done. */
  code: string | null;
  details?: Record<string, unknown>;
  /** Where the request itself does not tell: whom a login has let in. */
  actor?: Id | null;
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

  async record(act: Act, request: Request, response: Response): Promise<void> {
    const caller = response.locals.caller as Caller | undefined;
    const {
      action,
      target,
      code,
      details = {},
      actor = caller?.userId ?? byOf(response),
      onceKey = null,
    } = act;
    const requestId = response.locals.requestId as string;
    const outcome = code === null ? 'ok' : 'refused';
    const facts = { action, actor, target, outcome, code, details, onceKey, requestId } as const;
    try {
      await this.#store.record({ ...facts, at: this.#clock.now(), ip: request.ip ?? null });
    } catch (err) {
      this.#logger.error({ err, ...facts }, 'An act could not be recorded in the audit log');
    }
  }
}

/** The log that belongs to a request. */
export const auditLogOf = (response: Response): AuditLog => response.app.locals.audit as AuditLog;

/** Tells whose a request is that carries no credentials, and an answer that names nobody. */
export function setActor(response: Response, actor: Id): void {
  response.locals.by = actor;
}

const byOf = ({ locals }: Response): Id | null => (locals.by as Id | undefined) ?? null;
