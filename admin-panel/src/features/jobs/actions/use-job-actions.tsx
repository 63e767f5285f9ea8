import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { showToast } from '../../../lib/toasts.ts';
import type { JobRow, JobSource } from '../job-source.ts';
import { effectText } from './effect-text.ts';
import { startedText } from './started-text.ts';
import { useSwitchJob } from './use-switch-job.ts';

/** What can be done to a job; what has consequences asks first. */
export interface JobActions {
  run: (job: JobRow) => void;
  remove: (job: JobRow) => void;
  setEnabled: (job: JobRow, enabled: boolean) => void;
}

type Asked = { job: JobRow; what: 'run' | 'remove' };

/** The actions, and the dialogs that they ask with. `onRemoved` is for a page that goes with its job. */
export function useJobActions(source: JobSource, onRemoved?: () => void) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState(false);
  const setEnabled = useSwitchJob(source);
  const actions = useMemo((): JobActions => {
    const ask = (what: Asked['what']) => (job: JobRow) => {
      setAsked({ job, what });
      setOpened(true);
    };
    return { run: ask('run'), remove: ask('remove'), setEnabled };
  }, [setEnabled]);
  const close = () => setOpened(false);
  const dialogs = (
    <>
      <RunDialog
        source={source}
        job={asked?.what === 'run' ? asked.job : null}
        opened={opened}
        onClose={close}
      />
      <RemoveDialog
        source={source}
        job={asked?.what === 'remove' ? asked.job : null}
        opened={opened}
        onClose={close}
        onRemoved={onRemoved}
      />
    </>
  );
  return { actions, dialogs };
}

interface DialogProps {
  source: JobSource;
  job: JobRow | null;
  opened: boolean;
  onClose: () => void;
}

function RunDialog({ source, job, opened, onClose }: DialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const run = async () => {
    if (job === null) return;
    const made = await source.run(job.id);
    const view = { label: words.done.view, run: () => void navigate(`/runs/${made.id}`) };
    showToast(startedText(made), { action: view });
    void client.invalidateQueries({ queryKey: ['jobs'] });
  };
  return (
    <ConfirmDialog
      opened={opened && job !== null}
      title={words.confirm.runOne(job?.name ?? '')}
      confirm={words.run}
      cancel={words.cancel}
      onConfirm={run}
      onClose={onClose}
    >
      {job && effectText(job.task)}
    </ConfirmDialog>
  );
}

function RemoveDialog({
  source,
  job,
  opened,
  onClose,
  onRemoved,
}: DialogProps & { onRemoved?: (() => void) | undefined }) {
  const client = useQueryClient();
  const remove = async () => {
    if (job === null) return;
    await source.remove(job.id);
    showToast(words.done.deleted(job.name));
    onRemoved?.();
    client.removeQueries({ queryKey: queryKeys.jobs.one(job.id) });
    await client.invalidateQueries({ queryKey: ['jobs'] });
  };
  return (
    <ConfirmDialog
      danger
      opened={opened && job !== null}
      title={words.confirm.deleteOne(job?.name ?? '')}
      confirm={words.confirm.deleteJob}
      cancel={words.keep}
      onConfirm={remove}
      onClose={onClose}
    >
      {words.confirm.deleteOneText(job?.counts.total ?? 0)}
    </ConfirmDialog>
  );
}
