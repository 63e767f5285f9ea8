import type { JobView } from '@punctual/contracts/jobs/job';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useJobActions } from '../../features/jobs/actions/use-job-actions.tsx';
import { JobHead } from '../../features/jobs/detail/job-head.tsx';
import { NextRunLine } from '../../features/jobs/detail/next-run-line.tsx';
import { zoneOf } from '../../features/jobs/schedule-words.ts';
import { LastResult } from '../../features/runs/last-result.tsx';
import { useRunPlace } from '../../features/runs/use-run-place.ts';
import { WhyDialog } from '../../features/runs/why/why-dialog.tsx';
import { OWN } from '../../lib/api/source.ts';
import { loadPart } from '../../lib/load-part.ts';
import { en } from '../../lib/strings/en.ts';
import { jobWords as words } from '../../lib/strings/job.ts';
import classes from './job-overview.module.css';
import { JobRunsTab } from './job-runs-tab.tsx';
import { LazyRunDrawer } from './lazy-run-drawer.tsx';

const ScheduleTab = lazy(async () => ({
  default: (await loadPart(() => import('../../features/jobs/detail/schedule-tab.tsx'))).ScheduleTab,
}));
const ChangesTab = lazy(async () => ({
  default: (await loadPart(() => import('../../features/jobs/changes/changes-tab.tsx'))).ChangesTab,
}));

type Tab = keyof typeof words.tabs;
const TABS = Object.keys(words.tabs) as Tab[];

/** Shows one job: its state and when it runs next, then what happened, its schedule, and its changes. */
export function JobOverview({ job }: { job: JobView }) {
  const wasJustScheduled: unknown = useLocation().state?.scheduled;
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'runs';
  const [why, setWhy] = useState<string | null>(null);
  const { actions, dialogs } = useJobActions(OWN, () => void navigate('/jobs'));
  const { opened, close } = useRunPlace();
  const askWhy = useCallback((at: string) => setWhy(at), []);
  return (
    <>
      <PageHeader
        title={job.name}
        parent={<BackLink to="/jobs">{en.nav.jobs}</BackLink>}
        action={<JobHead job={job} actions={actions} onWhy={() => setWhy(firstAsked(job))} />}
      />
      <NextRunLine job={job}>
        <LastResult job={job} scope="own" isNew={wasJustScheduled === true} />
      </NextRunLine>
      <Tabs tab={tab} />
      <Suspense fallback={<SkeletonRows rows={6} height={48} />}>
        {tab === 'runs' && <JobRunsTab job={job} onWhy={askWhy} />}
        {tab === 'schedule' && <ScheduleTab job={job} />}
        {tab === 'changes' && <ChangesTab job={job} />}
      </Suspense>
      <LazyRunDrawer id={opened} onClose={close} />
      {dialogs}
      {why !== null && (
        <WhyDialog
          jobId={job.id}
          jobName={job.name}
          zone={zoneOf(job.schedule)}
          at={why}
          onClose={() => setWhy(null)}
        />
      )}
    </>
  );
}

/** Chooses the instant to explain first: that of the last run, else of the next one, else now. */
const firstAsked = ({ lastRun, nextRunAt }: JobView): string =>
  lastRun?.scheduledFor ?? nextRunAt ?? new Date().toISOString();

/** Shows the parts as links, so that each has its address. */
function Tabs({ tab }: { tab: Tab }) {
  return (
    <nav className={classes.tabs} aria-label={words.tabsLabel}>
      {TABS.map((name) => (
        <Link
          key={name}
          to={name === 'runs' ? '?' : `?tab=${name}`}
          aria-current={name === tab ? 'page' : undefined}
          preventScrollReset
        >
          {words.tabs[name]}
        </Link>
      ))}
    </nav>
  );
}
