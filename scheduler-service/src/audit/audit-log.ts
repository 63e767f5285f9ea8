import type { AuditAction } from '@punctual/contracts/api/audit-actions';
import type { AuditCredential } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Request } from 'express';
import type { Caller } from '../http/caller.ts';
import type { AuditStore } from './audit-store.ts';
import { boundDetails, boundText } from './bounded-details.ts';

/** An act to record; its actor, time and address are those of the request. */
export interface Act {
  action: AuditAction;
  target: string | null;
  /** The code of the error with which it was refused; null where it was done. */
  code: string | null;
  details?: Record<string, unknown>;
  /** Lets the act be recorded once under this name. */
  onceKey?: string;
}

/** Records acts for the audit log. One that cannot be recorded is an error in the service's log, and fails no request. */
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
    const { action, code, onceKey = null } = act;
    const target = act.target === null ? null : boundText(act.target);
    const details = boundDetails(act.details ?? {});
    const { actor, id: requestId } = context;
    const outcome = code === null ? 'ok' : 'refused';
    const credential = findCredential(context.caller);
    const facts = { action, actor, credential, target, outcome, code, details, onceKey, requestId } as const;
    try {
      await this.#store.record({ ...facts, at: this.#clock.now(), ip: ip ?? null });
    } catch (err) {
      this.#logger.error({ err, ...facts }, 'An act could not be recorded in the audit log');
    }
  }
}

/** Finds what speaks for the caller of a request; null before a login. */
function findCredential(caller: Caller | null): AuditCredential | null {
  if (caller?.apiKey) return { kind: 'apiKey', id: caller.apiKey._id, service: caller.apiKey.service };
  return caller?.session ? { kind: 'login', id: caller.session._id, service: null } : null;
}
