import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BlockError } from '../../components/block-error.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { effectText } from '../../features/jobs/actions/effect-text.ts';
import { jobQuery } from '../../features/jobs/api/get-job.ts';
import { zoneOf } from '../../features/jobs/schedule-words.ts';
import { runQuery } from '../../features/runs/api/get-run.ts';
import { AnyRunActions } from '../../features/runs/detail/any-run-actions.tsx';
import { RunPanel, RunStory } from '../../features/runs/detail/run-panel.tsx';
import { isRunActive } from '../../features/runs/is-active.ts';
import { WhyDialog } from '../../features/runs/why/why-dialog.tsx';
import { isNotFound } from '../../lib/api/error-words.ts';
import type { Scope } from '../../lib/api/source.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { en } from '../../lib/strings/en.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { viewerZone } from '../../lib/time/zones.ts';

/** Shows a run with what it needs of its job: the zone, and the effect of running it again. The job may be gone. */
export function RunWithJob({ scope, id }: { scope: Scope; id: string }) {
  const { data: run, ...loading } = useLiveQuery(runQuery<Scope>(scope, id), isRunActive);
  const { data: job, isPending } = useQuery({
    ...jobQuery<Scope>(scope, run?.jobId ?? ''),
    enabled: run !== undefined,
  });
  const [asksWhy, setAsksWhy] = useState(false);
  if (run === undefined && loading.isError)
    return (
      <BlockError
        message={isNotFound(loading.error) ? en.errors.notFound : words.couldNotLoadOne}
        error={loading.error}
        onRetry={() => void loading.refetch()}
      />
    );
  // The job brings buttons and the zone of every time: the two are shown at once, so that nothing moves.
  if (run === undefined || isPending) return <SkeletonRows rows={5} height={56} />;
  const ask = () => setAsksWhy(true);
  const zone = job ? zoneOf(job.schedule) : null;
  return (
    <>
      {'owner' in run ? (
        <RunStory
          run={run}
          zone={zone ?? viewerZone()}
          actions={<AnyRunActions run={run} onWhy={ask} />}
          scope="all"
        />
      ) : (
        <RunPanel
          run={run}
          zone={zone ?? viewerZone()}
          task={job?.task}
          effect={job && effectText(job.task)}
          onWhy={ask}
        />
      )}
      {asksWhy && (
        <WhyDialog
          scope={scope}
          jobId={run.jobId}
          jobName={run.jobName}
          zone={zone}
          at={run.scheduledFor}
          onClose={() => setAsksWhy(false)}
        />
      )}
    </>
  );
}
