import { STRIP_LENGTH } from '@punctual/contracts/api/limits';
import { RUN_STATUSES } from '@punctual/contracts/runs/run-status';
import { memo } from 'react';
import { StatusCell } from '../../../components/run-status/status-cell.tsx';
import { en } from '../../../lib/strings/en.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import classes from './recent-runs.module.css';
import type { RecentRunsOfJob } from './use-recent-runs.ts';

/** Draws the last runs of a job, the newest at the right: one picture. Keeps its room while they are not known. */
export const RecentRuns = memo(function RecentRuns({ runs }: { runs: RecentRunsOfJob | undefined }) {
  if (!runs) return <span className={classes.strip} aria-hidden />;
  return (
    <span className={classes.strip} role="img" aria-label={recentRunsText(runs)}>
      {Array.from({ length: STRIP_LENGTH - runs.length }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is not there has nothing but its place
        <span key={place} className={classes.none} />
      ))}
      {runs.toReversed().map(({ id, status }) => (
        <StatusCell key={id} status={status} />
      ))}
    </span>
  );
});

/** Describes the picture: "Last 20 runs: 18 completed, 2 failed". */
function recentRunsText(runs: RecentRunsOfJob): string {
  const counts = RUN_STATUSES.map((status) => ({
    status,
    count: runs.filter((run) => run.status === status).length,
  }));
  const parts = counts
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ status, count }) => words.stripPart(count, en.runStatus[status].label.toLowerCase()));
  return words.strip(runs.length, parts.join(', '));
}
