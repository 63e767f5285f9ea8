import type { RunView } from '@punctual/contracts/runs/run';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { errorWords } from '../../../lib/api/error-words.ts';
import type { Source } from '../../../lib/api/source.ts';
import { RUN_PAGES } from '../../../lib/pages.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useDeleteJob } from '../api/delete-job.ts';
import type { JobRow } from '../api/list-jobs.ts';
import { useRunJob } from '../api/run-job.ts';
import { useSwitchJob } from '../api/switch-job.ts';
import { effectText } from './effect-text.ts';

/** Actions on a job; those with consequences ask first. */
export interface JobActions {
  run: (job: JobRow) => void;
  remove: (job: JobRow) => void;
  setEnabled: (job: JobRow, enabled: boolean) => void;
}

type Asked = { job: JobRow; what: 'run' | 'remove' };

/** Makes the actions, and the dialogs that they ask with. `onRemoved` is for a page that goes with its job. */
export function useJobActions(source: Source, onRemoved?: () => void) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState(false);
  const setEnabled = useSwitch(source);
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

/** Enables and disables jobs, and says so; a job that was disabled can be enabled again at once. */
function useSwitch({ scope }: Source): JobActions['setEnabled'] {
  const { mutate } = useSwitchJob(scope, {
    onRefused: ({ job }, error) => {
      showToast(words.done.failed(job.name, errorWords(error)), { kind: 'failed' });
    },
    onSwitched: ({ job, enabled, isUndo }, { effects }) => {
      const text = enabled
        ? words.done.enabled(job.name)
        : words.done.disabled(job.name, effects.canceledRuns);
      const label = enabled ? words.done.undo : words.done.enableAgain;
      const back = { label, run: () => mutate({ job, enabled: !enabled, isUndo: true }) };
      showToast(text, { action: isUndo ? null : back });
    },
  });
  return useCallback((job, enabled) => mutate({ job, enabled }), [mutate]);
}

interface DialogProps {
  source: Source;
  job: JobRow | null;
  opened: boolean;
  onClose: () => void;
}

function RunDialog({ source, job, opened, onClose }: DialogProps) {
  const navigate = useNavigate();
  const { mutateAsync: run } = useRunJob(source.scope, (started) => {
    const view = {
      label: words.done.view,
      run: () => void navigate(`${RUN_PAGES[source.scope]}/${started.id}`),
    };
    const follows = isTerminal(started.status) ? null : { scope: source.scope, id: started.id };
    showToast(startedText(started), { action: view, follows });
  });
  return (
    <ConfirmDialog
      opened={opened && job !== null}
      title={words.confirm.runOne(job?.name ?? '')}
      confirm={words.run}
      cancel={words.cancel}
      onConfirm={async () => job && run(job.id)}
      onClose={onClose}
    >
      {job && effectText(job.task)}
    </ConfirmDialog>
  );
}

/** Says what became of a run that was started by hand: by the job's policy it may be skipped, or wait for another. */
function startedText({ status, blockedBy }: RunView): string {
  if (status === 'SKIPPED') return words.done.runSkipped;
  return blockedBy === null ? words.done.runStarted : words.done.runQueued;
}

function RemoveDialog({
  source,
  job,
  opened,
  onClose,
  onRemoved,
}: DialogProps & { onRemoved?: (() => void) | undefined }) {
  const { mutateAsync: remove } = useDeleteJob(source.scope, () => {
    showToast(words.done.deleted(job?.name ?? ''));
    onRemoved?.();
  });
  return (
    <ConfirmDialog
      danger
      opened={opened && job !== null}
      title={words.confirm.deleteOne(job?.name ?? '')}
      confirm={words.confirm.deleteJob}
      cancel={words.keep}
      onConfirm={async () => job && remove(job.id)}
      onClose={onClose}
    >
      {words.confirm.deleteOneText(job?.counts.total ?? 0)}
    </ConfirmDialog>
  );
}
