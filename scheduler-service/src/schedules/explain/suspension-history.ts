import type { AuditDocument, Id } from '@punctual/engine/database/documents';
import type { AuditStore } from '../../audit/audit-store.ts';

/** A time in which an account was disabled: by whom, and until when, if it is not still. */
export interface Suspension {
  from: Date;
  to: Date | null;
  by: Id | null;
}

/** An act is recorded when it was done: what it ended may have ended this much before. */
const RECORDED_WITHIN_MS = 60_000;

/** When an account was disabled, the earliest first: saying it again begins and ends nothing. */
export function listSuspensions(switches: Pick<AuditDocument, 'at' | 'actor' | 'details'>[]): Suspension[] {
  const times: Suspension[] = [];
  for (const { at, actor, details } of switches) {
    const last = times.at(-1);
    const isOff = last?.to === null;
    if (details.disabled && !isOff) times.push({ from: at, to: null, by: actor });
    if (!details.disabled && last && isOff) last.to = at;
  }
  return times;
}

/** The time off that had begun when runs of an account were canceled at `at`; null where none is on record. */
export async function findSuspensionOfCancel(
  audit: AuditStore,
  ownerId: Id,
  at: Date,
): Promise<Suspension | null> {
  const times = listSuspensions(await audit.listSwitches(ownerId));
  return times.findLast(({ from }) => from.getTime() <= at.getTime() + RECORDED_WITHIN_MS) ?? null;
}

/** The time off that an instant lies in. */
export async function findSuspensionAt(audit: AuditStore, ownerId: Id, at: Date): Promise<Suspension | null> {
  const times = listSuspensions(await audit.listSwitches(ownerId));
  return times.find(({ from, to }) => from <= at && (to === null || at < to)) ?? null;
}
