import type { VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import { jobWords } from '../../../lib/strings/job.ts';
import { showToast } from '../../../lib/toasts.ts';
import { editBackTo } from './edit-back.ts';
import { impactQuery, revertTo } from './version-queries.ts';

const words = jobWords.changes;

interface Props {
  job: JobView;
  versions: readonly VersionView[];
  revision: number;
  opened: boolean;
  onClose: () => void;
}

/** Asks before going back, and shows what it changes over the next 30 days. */
export function RevertDialog({ job, versions, revision, opened, onClose }: Props) {
  const client = useQueryClient();
  const back = async () => {
    const { effects: _, ...now } = await revertTo(job.id, revision, job.revision);
    client.setQueryData(queryKeys.jobs.one(job.id), now);
    showToast(words.done(revision));
    await client.invalidateQueries({ queryKey: ['jobs'] });
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={words.confirm(revision)}
      confirm={words.reverting}
      cancel={words.keep}
      onConfirm={back}
      onClose={onClose}
    >
      <p>{words.confirmText}</p>
      <Effect job={job} versions={versions} revision={revision} />
    </ConfirmDialog>
  );
}

function Effect({ job, versions, revision }: Omit<Props, 'opened' | 'onClose'>) {
  const edit = editBackTo(job, versions, revision);
  const impact = useQuery(impactQuery(job.id, job.revision, edit));
  if (impact.data === undefined)
    return <p role="status">{impact.isError ? words.effectUnknown : words.effectLoading}</p>;
  const { added, removed, moved, waiting } = impact.data;
  const canceled = waiting.filter(({ becomes }) => becomes === 'canceled').length;
  return (
    <p role="status">
      <strong>
        {words.effect(added, removed, moved)} {canceled > 0 && words.canceled(canceled)}
      </strong>
    </p>
  );
}
