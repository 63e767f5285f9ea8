import type { RunDocument } from '@punctual/engine/database/documents';
import type { JobChanges } from '@punctual/engine/jobs/job-changes';
import type { RunTransitions } from '@punctual/engine/runs/run-transitions';

/** Missed longer ago than their jobs want them caught up: the rows say so, and nothing is run. */
export async function skipMisfires(
  missed: RunDocument[],
  at: Date,
  { runs, jobs }: { runs: RunTransitions; jobs: JobChanges },
): Promise<void> {
  const endings = missed.map(
    (run) => ({ run, change: 'skip', reason: 'MISFIRED', at, attempt: null }) as const,
  );
  await jobs.summarize(await runs.finish(endings), true);
}
