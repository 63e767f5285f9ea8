import type { RunReason, RunStatus } from '../runs/run-status.ts';
import type { Occurrence, OccurrenceNote } from '../schedules/schedule.ts';

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

/**
 * Each occurrence with its one verdict, in order. Runs of earlier versions of the schedule count too: of
 * several rows for one instant the one of the highest schedule revision speaks.
 */
export function judgeOccurrences(
  occurrences: Occurrence[],
  runs: RecordedRun[],
  { now, enabled }: { now: Date; enabled: boolean },
): JudgedOccurrence[] {
  const speaking = speakingRuns(runs);
  const planned = occurrences.filter(({ at }) => !speaking.has(at.getTime()));
  const notes = new Map(occurrences.map(({ at, note }) => [at.getTime(), note ?? null]));
  const judged = [
    ...[...speaking.values()].map((run) => ofRun(run, notes.get(run.scheduledFor.getTime()) ?? null)),
    ...planned.map((occurrence) => withoutRun(occurrence, now, enabled)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  return countMissed(judged, runs);
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

function withoutRun({ at, dueAt, note }: Occurrence, now: Date, enabled: boolean): JudgedOccurrence {
  const verdict = dueAt <= now ? 'NONE' : enabled ? 'PLANNED' : 'DISABLED';
  return { at, dueAt, note: note ?? null, verdict, reason: null, runId: null };
}

/** A run that stands for missed ones speaks for that many occurrences directly before it. */
function countMissed(judged: JudgedOccurrence[], runs: RecordedRun[]): JudgedOccurrence[] {
  const missedBy = new Map(runs.map(({ id, missed }) => [id, missed ?? 0]));
  const backwards = [...judged].reverse();
  let left = 0;
  let by: string | null = null;
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
