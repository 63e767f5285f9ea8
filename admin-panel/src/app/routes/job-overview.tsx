import type { JobView } from '@punctual/contracts/jobs/job';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useJobActions } from '../../features/jobs/actions/use-job-actions.tsx';
import { JobHead } from '../../features/jobs/detail/job-head.tsx';
import { firstAsked } from '../../features/jobs/first-asked.ts';
import { OWN } from '../../lib/api/source.ts';
import { en } from '../../lib/strings/en.ts';
import { JobParts } from './job-parts.tsx';

/** Shows one job of the user's own, and what can be done to it. */
export function JobOverview({ job }: { job: JobView }) {
  const wasJustScheduled: unknown = useLocation().state?.scheduled;
  const navigate = useNavigate();
  const [why, setWhy] = useState<string | null>(null);
  const { actions, dialogs } = useJobActions(OWN, () => void navigate('/jobs'));
  return (
    <>
      <PageHeader
        title={job.name}
        parent={<BackLink to="/jobs">{en.nav.jobs}</BackLink>}
        action={<JobHead job={job} actions={actions} onWhy={() => setWhy(firstAsked(job))} />}
      />
      <JobParts job={job} scope="own" isNew={wasJustScheduled === true} why={why} onWhy={setWhy} />
      {dialogs}
    </>
  );
}
