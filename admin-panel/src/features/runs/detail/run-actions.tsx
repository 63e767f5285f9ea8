import { Button } from '@mantine/core';
import type { RunView } from '@punctual/contracts/runs/run';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import type { Task } from '@punctual/contracts/tasks/task';
import { IconCopy, IconHelp, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { showToast } from '../../../lib/toasts.ts';
import { askToCancel, askToRunAgain } from '../run-queries.ts';
import { curlOf } from './curl.ts';
import classes from './run-actions.module.css';

interface Props {
  run: RunView;
  /** Of its job as it is now; undefined while that is not known, or where the job is gone. */
  task: Task | undefined;
  /** What running it again does for real. */
  effect: string | undefined;
  onWhy: () => void;
}

/** Run again, cancel, copy: what a run allows in its state. */
export function RunActions({ run, task, effect, onWhy }: Props) {
  const [asked, setAsked] = useState<'again' | 'cancel' | null>(null);
  const close = () => setAsked(null);
  const hasEnded = isTerminal(run.status);
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
      {task?.type === 'http' && <CopyCurl task={task} />}
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
  const client = useQueryClient();
  const navigate = useNavigate();
  const again = async () => {
    const made = await askToRunAgain(run.id);
    client.setQueryData(queryKeys.runs.one(made.id), made);
    showToast(words.started_, {
      action: { label: words.view, run: () => void navigate(`/runs/${made.id}`) },
    });
    await client.invalidateQueries({ queryKey: ['runs', 'newest'] });
  };
  return (
    <ConfirmDialog
      {...dialog}
      title={words.confirmAgain(run.jobName)}
      confirm={words.again}
      cancel={words.keepRun}
      onConfirm={again}
    >
      {words.againText} {effect}
    </ConfirmDialog>
  );
}

function CancelDialog({ run, ...dialog }: DialogProps) {
  const client = useQueryClient();
  const cancel = async () => {
    const now = await askToCancel(run.id);
    client.setQueryData(queryKeys.runs.one(run.id), now);
    showToast(now.status === 'CANCELED' ? words.canceled : words.cancelAsked);
    await client.invalidateQueries({ queryKey: ['runs', 'newest'] });
  };
  return (
    <ConfirmDialog
      {...dialog}
      title={words.confirmCancel(run.jobName)}
      confirm={words.cancel}
      cancel={words.keepRun}
      onConfirm={cancel}
    >
      {run.status === 'RUNNING' ? words.cancelRunning : words.cancelWaiting}
    </ConfirmDialog>
  );
}
