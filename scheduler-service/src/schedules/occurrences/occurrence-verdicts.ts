import type { RunReason, RunStatus } from '@punctual/contracts/runs/run-status';
import type { Occurrence, OccurrenceNote } from '@punctual/contracts/schedules/schedule';
import type { RecordedRun } from '../../runs/run-store.ts';

export interface OccurrenceWithVerdict {
  at: Date;
  dueAt: Date;
  note: OccurrenceNote | null;
  verdict: RunStatus | 'PLANNED' | 'DISABLED' | 'NONE';
  reason: RunReason | null;
  runId: string | null;
}

/** An occurrence, and if the job was enabled then (for a future one: is enabled now). */
export type PossibleOccurrence = Occurrence & { enabled: boolean };

/** A run after the range that counts missed occurrences at the end of it. */
export interface RunBeyond {
  runId: string;
  missed: number;
}

/**
 * Assigns each occurrence its one verdict, in order. Runs of earlier versions of the schedule count too: of
 * several rows for one instant, the one of the highest schedule revision decides.
 */
export function assignVerdicts(
  occurrences: PossibleOccurrence[],
  runs: RecordedRun[],
  { now, beyond }: { now: Date; beyond: RunBeyond | null },
): OccurrenceWithVerdict[] {
  const deciding = findDecidingRuns(runs);
  const unrecorded = occurrences.filter(({ at }) => !deciding.has(at.getTime()));
  const notes = new Map(occurrences.map(({ at, note }) => [at.getTime(), note ?? null]));
  const assigned = [
    ...[...deciding.values()].map((run) => byRun(run, notes.get(run.scheduledFor.getTime()) ?? null)),
    ...unrecorded.map((occurrence) => withoutRun(occurrence, now)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  return assignMissed(assigned, runs, beyond);
}

function findDecidingRuns(runs: RecordedRun[]): Map<number, RecordedRun> {
  const byInstant = new Map<number, RecordedRun>();
  for (const run of runs) {
    const other = byInstant.get(run.scheduledFor.getTime());
    if (!other || run.scheduleRevision > other.scheduleRevision)
      byInstant.set(run.scheduledFor.getTime(), run);
  }
  return byInstant;
}

const byRun = (
  { id, scheduledFor, dueAt, status, reason }: RecordedRun,
  note: OccurrenceNote | null,
): OccurrenceWithVerdict => ({
  at: scheduledFor,
  dueAt,
  note,
  verdict: status,
  reason,
  runId: id,
});

function withoutRun({ at, dueAt, note, enabled }: PossibleOccurrence, now: Date): OccurrenceWithVerdict {
  const verdict = !enabled ? 'DISABLED' : dueAt <= now ? 'NONE' : 'PLANNED';
  return { at, dueAt, note: note ?? null, verdict, reason: null, runId: null };
}

/** Assigns a run that is the stand-in for missed occurrences to that many directly before it. */
function assignMissed(
  occurrences: OccurrenceWithVerdict[],
  runs: RecordedRun[],
  beyond: RunBeyond | null,
): OccurrenceWithVerdict[] {
  const missedBy = new Map(runs.map(({ id, missed }) => [id, missed ?? 0]));
  const backwards = [...occurrences].reverse();
  let left = beyond?.missed ?? 0;
  let standIn = beyond?.runId ?? null;
  const assigned = backwards.map((occurrence): OccurrenceWithVerdict => {
    if (occurrence.runId) {
      standIn = occurrence.runId;
      left = missedBy.get(standIn) ?? 0;
      return occurrence;
    }
    if (occurrence.verdict !== 'NONE' || left === 0) return occurrence;
    left -= 1;
    return { ...occurrence, verdict: 'SKIPPED', reason: 'MISFIRED', runId: standIn };
  });
  return assigned.reverse();
}
