import type { JobView } from '@punctual/contracts/jobs/job';
import { lazy, Suspense } from 'react';
import { Link, useSearchParams } from 'react-router';
import { MailCaught } from '../../components/mail-caught.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { NextRunLine } from '../../features/jobs/detail/next-run-line.tsx';
import { zoneOf } from '../../features/jobs/schedule-words.ts';
import { LastResult } from '../../features/runs/last-result.tsx';
import { useRunPlace } from '../../features/runs/use-run-place.ts';
import { WhyDialog } from '../../features/runs/why/why-dialog.tsx';
import type { Scope } from '../../lib/api/source.ts';
import { loadPart } from '../../lib/load-part.ts';
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

interface Props {
  job: JobView;
  scope: Scope;
  /** It has just been scheduled. */
  isNew?: boolean;
  /** The instant that is being asked about; null while none is. */
  why: string | null;
  onWhy: (at: string | null) => void;
}

/** Shows one job, whosever it is: its state and when it runs next, then what happened, its schedule, and its changes. */
export function JobParts({ job, scope, isNew = false, why, onWhy }: Props) {
  const [search] = useSearchParams();
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'runs';
  const { opened, close } = useRunPlace(scope);
  return (
    <>
      <NextRunLine job={job}>
        <LastResult job={job} scope={scope} isNew={isNew} />
      </NextRunLine>
      {job.task.type === 'email' && <MailCaught />}
      <Tabs tab={tab} />
      <Suspense fallback={<SkeletonRows rows={6} height={48} />}>
        {tab === 'runs' && <JobRunsTab job={job} scope={scope} onWhy={onWhy} />}
        {tab === 'schedule' && <ScheduleTab job={job} />}
        {tab === 'changes' && <ChangesTab job={job} scope={scope} />}
      </Suspense>
      <LazyRunDrawer scope={scope} id={opened} onClose={close} />
      {why !== null && (
        <WhyDialog
          scope={scope}
          jobId={job.id}
          jobName={job.name}
          zone={zoneOf(job.schedule)}
          at={why}
          onClose={() => onWhy(null)}
        />
      )}
    </>
  );
}

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
