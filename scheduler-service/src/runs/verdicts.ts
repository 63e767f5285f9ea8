import type { RunReason, RunStatus } from '@punctual/contracts/runs/run-status';
import type { Occurrence, OccurrenceNote } from '@punctual/contracts/schedules/schedule';

/** What of a run tells the fate of its occurrence. */
export interface RecordedRun {
  id: string;
  scheduledFor: Date;
  dueAt: Date;
  scheduleRevision: number;
  status: RunStatus;
  reason: RunReason | null;
  /** Missed occurrences before this one that are counted in its row. */
  missed: number | null;
}

export interface JudgedOccurrence {
  at: Date;
  dueAt: Date;
  note: OccurrenceNote | null;
  verdict: RunStatus | 'PLANNED' | 'DISABLED' | 'NONE';
  reason: RunReason | null;
  runId: string | null;
}

/** An occurrence, and whether the job was enabled then (for what is to come: is enabled now). */
export type PossibleOccurrence = Occurrence & { enabled: boolean };

/** A run after the window that stands for so many missed occurrences at the end of it. */
export interface Beyond {
  runId: string;
  missed: number;
}

/**
 * Each occurrence with its one verdict, in order. Runs of earlier versions of the schedule count too: of
 * several rows for one instant the one of the highest schedule revision speaks.
 */
export function judgeOccurrences(
  occurrences: PossibleOccurrence[],
  runs: RecordedRun[],
  { now, beyond }: { now: Date; beyond: Beyond | null },
): JudgedOccurrence[] {
  const speaking = speakingRuns(runs);
  const planned = occurrences.filter(({ at }) => !speaking.has(at.getTime()));
  const notes = new Map(occurrences.map(({ at, note }) => [at.getTime(), note ?? null]));
  const judged = [
    ...[...speaking.values()].map((run) => ofRun(run, notes.get(run.scheduledFor.getTime()) ?? null)),
    ...planned.map((occurrence) => withoutRun(occurrence, now)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  return countMissed(judged, runs, beyond);
}

function speakingRuns(runs: RecordedRun[]): Map<number, RecordedRun> {
  const byInstant = new Map<number, RecordedRun>();
  for (const run of runs) {
    const other = byInstant.get(run.scheduledFor.getTime());
    if (!other || run.scheduleRevision > other.scheduleRevision)
      byInstant.set(run.scheduledFor.getTime(), run);
  }
  return byInstant;
}

const ofRun = (
  { id, scheduledFor, dueAt, status, reason }: RecordedRun,
  note: OccurrenceNote | null,
): JudgedOccurrence => ({
  at: scheduledFor,
  dueAt,
  note,
  verdict: status,
  reason,
  runId: id,
});

function withoutRun({ at, dueAt, note, enabled }: PossibleOccurrence, now: Date): JudgedOccurrence {
  const verdict = !enabled ? 'DISABLED' : dueAt <= now ? 'NONE' : 'PLANNED';
  return { at, dueAt, note: note ?? null, verdict, reason: null, runId: null };
}

/** A run that stands for missed ones speaks for that many occurrences directly before it. */
function countMissed(
  judged: JudgedOccurrence[],
  runs: RecordedRun[],
  beyond: Beyond | null,
): JudgedOccurrence[] {
  const missedBy = new Map(runs.map(({ id, missed }) => [id, missed ?? 0]));
  const backwards = [...judged].reverse();
  let left = beyond?.missed ?? 0;
  let by = beyond?.runId ?? null;
  const spoken = backwards.map((occurrence): JudgedOccurrence => {
    if (occurrence.runId) {
      by = occurrence.runId;
      left = missedBy.get(by) ?? 0;
      return occurrence;
    }
    if (occurrence.verdict !== 'NONE' || left === 0) return occurrence;
    left -= 1;
    return { ...occurrence, verdict: 'SKIPPED', reason: 'MISFIRED', runId: by };
  });
  return spoken.reverse();
}
