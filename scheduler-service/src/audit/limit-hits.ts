import type { Clock } from '@punctual/engine/platform/clock';
import type { Request } from 'express';
import type { Counter } from '../limits/limit-keys.ts';
import type { AuditLog } from './audit-log.ts';

/** So many are remembered as told; after that the unique key of an entry remembers alone. */
const REMEMBERED = 10_000;

/** Records that somebody hit a limit, once in each of its windows, however often he does. */
export class LimitHits {
  readonly #audit: AuditLog;
  readonly #clock: Clock;
  readonly #told = new Set<string>();

  constructor(audit: AuditLog, clock: Clock) {
    this.#audit = audit;
    this.#clock = clock;
  }

  record({ layer, id, limit, windowMs }: Counter, request: Request): void {
    const who = request.context.caller?.userId.toHexString() ?? request.ip;
    const window = Math.floor(this.#clock.now().getTime() / windowMs);
    const onceKey = ['limit', layer, id, who, windowMs, window].join('|');
    if (this.#told.has(onceKey)) return;
    if (this.#told.size >= REMEMBERED) this.#told.clear();
    this.#told.add(onceKey);
    const act = {
      action: 'limit.hit',
      target: layer,
      code: 'RATE_LIMITED',
      details: { limit, windowMs },
    } as const;
    // Not waited for: who is refused is refused at once.
    void this.#audit.record({ ...act, onceKey }, request);
  }
}
