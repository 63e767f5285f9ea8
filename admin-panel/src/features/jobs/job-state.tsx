import type { JobView } from '@punctual/contracts/jobs/job';
import { RunBadge } from '../../components/run-status/run-badge.tsx';
import { en } from '../../lib/strings/en.ts';

/** Shows the state of a job: with the icons of runs, in words of its own. */
export function JobState({ job }: { job: Pick<JobView, 'status' | 'enabled' | 'suspended'> }) {
  if (job.suspended && job.status !== 'RUNNING')
    return <RunBadge status="CANCELED" label={en.jobStatus.suspended} />;
  if (!job.enabled && job.status !== 'RUNNING')
    return <RunBadge status="CANCELED" label={en.jobStatus.disabled} />;
  return <RunBadge status={job.status} label={en.jobStatus[job.status]} />;
}
