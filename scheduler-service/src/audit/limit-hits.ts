import type { Clock } from '@punctual/engine/platform/clock';
import type { Request } from 'express';
import type { Counter } from '../limits/limit-keys.ts';
import type { AuditLog } from './audit-log.ts';

/** Bounds the memory of what is recorded already; beyond it, the unique key of an entry alone prevents a second one. */
const MAX_REMEMBERED = 10_000;

/** Records that a sender has hit a limit: once in each of its windows, however often it is hit. */
export class LimitHits {
  readonly #audit: AuditLog;
  readonly #clock: Clock;
  readonly #recorded = new Set<string>();

  constructor(audit: AuditLog, clock: Clock) {
    this.#audit = audit;
    this.#clock = clock;
  }

  record({ layer, id, limit, windowMs }: Counter, request: Request): void {
    const who = request.context.caller?.userId.toHexString() ?? request.ip;
    const window = Math.floor(this.#clock.now().getTime() / windowMs);
    const onceKey = ['limit', layer, id, who, windowMs, window].join('|');
    if (this.#recorded.has(onceKey)) return;
    if (this.#recorded.size >= MAX_REMEMBERED) this.#recorded.clear();
    this.#recorded.add(onceKey);
    // Not awaited: the refusal is answered at once.
    const details = { limit, windowMs };
    void this.#audit.record(
      { action: 'limit.hit', target: layer, code: 'RATE_LIMITED', details, onceKey },
      request,
    );
  }
}
