import type { RunView } from '@punctual/contracts/runs/run';
import type { Cell, Columns } from '../http/csv/csv-text.ts';

function computeTook({ startedAt, finishedAt }: RunView): Cell {
  return startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null;
}

/** Holds what a list shows of a run; of its attempts the result of the last. */
export const RUN_COLUMNS: Columns<RunView> = {
  id: ({ id }) => id,
  jobId: ({ jobId }) => jobId,
  jobName: ({ jobName }) => jobName,
  type: ({ taskType }) => taskType,
  status: ({ status }) => status,
  reason: ({ reason }) => reason,
  trigger: ({ trigger }) => trigger,
  scheduledFor: ({ scheduledFor }) => scheduledFor,
  startedAt: ({ startedAt }) => startedAt,
  finishedAt: ({ finishedAt }) => finishedAt,
  latenessMs: ({ lateness }) => lateness,
  tookMs: computeTook,
  attempts: ({ attempt }) => attempt,
  code: ({ attempts }) => attempts.at(-1)?.code ?? null,
  error: ({ attempts }) => attempts.at(-1)?.error ?? null,
};
