import { Button } from '@mantine/core';
import type { RunView } from '@punctual/contracts/runs/run';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import type { Task } from '@punctual/contracts/tasks/task';
import { IconCopy, IconHelp, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useCancelRun } from '../api/cancel-run.ts';
import type { OneRun } from '../api/get-run.ts';
import { useRerunRun } from '../api/rerun-run.ts';
import { curlOf } from './curl.ts';
import classes from './run-actions.module.css';

interface Props {
  run: OneRun;
  /** The task of its job as it is now; undefined while that is not known, or where the job is gone. */
  task: Task | undefined;
  /** The real effect of running it again. */
  effect: string | undefined;
  onWhy: () => void;
}

/** Offers what a run allows in its state: to run it again, to cancel it, to copy its call. */
export function RunActions({ run, task, effect, onWhy }: Props) {
  const [asked, setAsked] = useState<'again' | 'cancel' | null>(null);
  const close = () => setAsked(null);
  const hasEnded = isTerminal(run.status);
  // As it was then; an answer of an earlier release does not say it.
  const called = run.task ?? task;
  return (
    <div className={classes.actions}>
      {hasEnded && task !== undefined && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={18} aria-hidden />}
          onClick={() => setAsked('again')}
        >
          {words.again}
        </Button>
      )}
      {!hasEnded && (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={18} aria-hidden />}
          onClick={() => setAsked('cancel')}
        >
          {words.cancel}
        </Button>
      )}
      <Button variant="default" leftSection={<IconHelp size={18} aria-hidden />} onClick={onWhy}>
        {words.why.open}
      </Button>
      {called?.type === 'http' && <CopyCurl task={called} />}
      <AgainDialog run={run} effect={effect} opened={asked === 'again'} onClose={close} />
      <CancelDialog run={run} opened={asked === 'cancel'} onClose={close} />
    </div>
  );
}

function CopyCurl({ task }: { task: Extract<Task, { type: 'http' }> }) {
  const copy = async () => {
    await navigator.clipboard.writeText(curlOf(task));
    showToast(words.copied);
  };
  if (navigator.clipboard === undefined) return null;
  return (
    <Button
      variant="default"
      title={words.curlText}
      leftSection={<IconCopy size={18} aria-hidden />}
      onClick={() => void copy()}
    >
      {words.curl}
    </Button>
  );
}

interface DialogProps {
  run: RunView;
  opened: boolean;
  onClose: () => void;
}

function AgainDialog({ run, effect, ...dialog }: DialogProps & { effect: string | undefined }) {
  const navigate = useNavigate();
  const { mutateAsync: again } = useRerunRun((started) => {
    const view = { label: words.view, run: () => void navigate(`/runs/${started.id}`) };
    showToast(words.started_, { action: view, follows: { scope: 'own', id: started.id } });
  });
  return (
    <ConfirmDialog
      {...dialog}
      title={words.confirmAgain(run.jobName)}
      confirm={words.again}
      cancel={words.keepRun}
      onConfirm={() => again(run.id)}
    >
      {words.againText} {effect}
    </ConfirmDialog>
  );
}

function CancelDialog({ run, ...dialog }: DialogProps) {
  const { mutateAsync: cancel } = useCancelRun('own', ({ status }) =>
    showToast(status === 'CANCELED' ? words.canceled : words.cancelAsked),
  );
  return (
    <ConfirmDialog
      {...dialog}
      title={words.confirmCancel(run.jobName)}
      confirm={words.cancel}
      cancel={words.keepRun}
      onConfirm={() => cancel(run.id)}
    >
      {run.status === 'RUNNING' ? words.cancelRunning : words.cancelWaiting}
    </ConfirmDialog>
  );
}
