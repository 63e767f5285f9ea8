import type { OccurrenceView } from '@punctual/contracts/api/schedules-contract';
import type { RunView } from '@punctual/contracts/runs/run';

/** One cell of a job's recent runs: a run, or an instant at which there should have been one. */
export type RecentRunCell = { at: string; run: RunView } | { at: string; run: null };

/** Lists the newest cells, the newest last: runs, and between them the instants that passed without one. */
export function recentRunCells(
  runs: readonly RunView[],
  occurrences: readonly OccurrenceView[],
  length: number,
): RecentRunCell[] {
  const known = new Set(runs.map(({ scheduledFor }) => scheduledFor));
  const oldest = runs.at(-1)?.scheduledFor ?? '';
  const empty = occurrences
    .filter(
      ({ at, runId, verdict }) => runId === null && verdict !== 'PLANNED' && !known.has(at) && at > oldest,
    )
    .map(({ at }) => ({ at, run: null }));
  const filled = runs.map((run) => ({ at: run.scheduledFor, run }));
  return [...filled, ...empty].sort((a, b) => a.at.localeCompare(b.at)).slice(-length);
}
