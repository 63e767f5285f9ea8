import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import { Link, useParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { BlockError } from '../../components/block-error.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { OwnerLine } from '../../components/owner-line.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { runQuery } from '../../features/runs/api/get-run.ts';
import { CancelAnyRun } from '../../features/runs/detail/cancel-any-run.tsx';
import { RunStory } from '../../features/runs/detail/run-panel.tsx';
import { isRunActive } from '../../features/runs/is-active.ts';
import { isNotFound } from '../../lib/api/error-words.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';
import { viewerZone } from '../../lib/time/zones.ts';

const words = adminWords.runs;

/** Shows one run of any owner: its state, and the proof. */
export function AdminRunPage() {
  const { id = '' } = useParams();
  const run = useLiveQuery(runQuery('all', id), isRunActive);
  if (isNotFound(run.error)) return <NotFound />;
  if (run.data !== undefined) return <Run run={run.data} />;
  if (run.isError)
    return <BlockError message={words.oneError} error={run.error} onRetry={() => void run.refetch()} />;
  return <SkeletonRows rows={5} height={60} />;
}

function Run({ run }: { run: OwnedRunView }) {
  return (
    <>
      <PageHeader
        title={run.jobName}
        documentTitle={`${words.one} · ${run.jobName}`}
        badge={en.jobs.everyones}
        parent={<BackLink to="/admin/runs">{words.title}</BackLink>}
      />
      <OwnerLine owner={run.owner}>
        <Link to={`/admin/jobs/${run.jobId}`}>{words.openJob}</Link>
      </OwnerLine>
      <RunStory
        run={run}
        zone={viewerZone()}
        actions={isRunActive(run) && <CancelAnyRun run={run} />}
        runsAt="/admin/runs"
      />
    </>
  );
}
