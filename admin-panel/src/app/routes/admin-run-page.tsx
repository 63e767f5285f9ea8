import { Button } from '@mantine/core';
import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { BlockError } from '../../components/block-error.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { cancelAnyRun } from '../../features/admin/job-actions.tsx';
import { OwnerLine } from '../../features/admin/owner-line.tsx';
import { anyRunQuery } from '../../features/admin/runs-queries.ts';
import { RunStory } from '../../features/runs/detail/run-panel.tsx';
import { isRunBusy } from '../../features/runs/run-queries.ts';
import { isNotFound } from '../../lib/api/error-words.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import { showToast } from '../../lib/toasts.ts';

const words = adminWords.runs;

/** One run of anybody's: how it stands, and the proof. */
export function AdminRunPage() {
  const { id = '' } = useParams();
  const run = useLiveQuery(anyRunQuery(id), isRunBusy);
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
        actions={isRunBusy(run) && <Cancel run={run} />}
        runsAt="/admin/runs"
      />
    </>
  );
}

function Cancel({ run }: { run: OwnedRunView }) {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState(false);
  const cancel = async () => {
    await cancelAnyRun(run.id);
    showToast(words.canceled);
    await queryClient.invalidateQueries({ queryKey: anyRunQuery(run.id).queryKey });
  };
  return (
    <>
      <Button variant="default" w="fit-content" onClick={() => setAsked(true)}>
        {words.cancelRun}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={words.askCancel(run.jobName)}
        confirm={words.cancelRun}
        cancel={words.keepRun}
        danger
        onConfirm={cancel}
        onClose={() => setAsked(false)}
      >
        {words.cancelText(run.owner.email)}
      </ConfirmDialog>
    </>
  );
}
