import type { VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { useQuery } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { jobWords } from '../../../lib/strings/job.ts';
import { showToast } from '../../../lib/toasts.ts';
import { impactQuery } from '../api/preview-impact.ts';
import { useRevertJob } from '../api/revert-job.ts';
import { editBackTo } from './edit-back.ts';

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
  const { mutateAsync: revert } = useRevertJob(job, (done) => showToast(words.done(done)));
  return (
    <ConfirmDialog
      opened={opened}
      title={words.confirm(revision)}
      confirm={words.reverting}
      cancel={words.keep}
      onConfirm={() => revert(revision)}
      onClose={onClose}
    >
      <p>{words.confirmText}</p>
      <Effect job={job} versions={versions} revision={revision} />
    </ConfirmDialog>
  );
}

function Effect({ job, versions, revision }: Omit<Props, 'opened' | 'onClose'>) {
  const edit = editBackTo(job, versions, revision);
  const impact = useQuery(impactQuery(job.id, edit, job.revision));
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
