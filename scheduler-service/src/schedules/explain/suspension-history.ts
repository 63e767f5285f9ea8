import type { AuditDocument, Id } from '@punctual/engine/database/documents';

/** A time in which an account was disabled, by whom, and until when if it is not still. */
export interface Suspension {
  from: Date;
  to: Date | null;
  by: Id | null;
}

/** An act is recorded when it was done: its effects may have happened this much before. */
const RECORDED_WITHIN_MS = 60_000;

/** Lists the suspensions of an account, the earliest first. Disabling it again begins none, enabling it again ends none. */
export function listSuspensions(switches: Pick<AuditDocument, 'at' | 'actor' | 'details'>[]): Suspension[] {
  const suspensions: Suspension[] = [];
  for (const { at, actor, details } of switches) {
    const last = suspensions.at(-1);
    const isSuspended = last?.to === null;
    if (details.disabled && !isSuspended) suspensions.push({ from: at, to: null, by: actor });
    if (!details.disabled && last && isSuspended) last.to = at;
  }
  return suspensions;
}

/** Finds the suspension that had begun when runs of the account were canceled at `at`. */
export const findSuspensionBehind = (suspensions: Suspension[], at: Date): Suspension | null =>
  suspensions.findLast(({ from }) => from.getTime() <= at.getTime() + RECORDED_WITHIN_MS) ?? null;

/** Finds the suspension in which an instant lies. */
export const findSuspensionAt = (suspensions: Suspension[], at: Date): Suspension | null =>
  suspensions.find(({ from, to }) => from <= at && (to === null || at < to)) ?? null;
