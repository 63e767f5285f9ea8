import { Button } from '@mantine/core';
import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import { IconHelp, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { adminWords } from '../../../lib/strings/admin.ts';
import { runsWords } from '../../../lib/strings/runs.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useCancelRun } from '../api/cancel-run.ts';
import { isRunActive } from '../is-active.ts';
import classes from './run-actions.module.css';

const words = adminWords.runs;

/** Offers what an administrator may do about a run of any owner: to ask why, and to cancel it, after asking. */
export function AnyRunActions({ run, onWhy }: { run: OwnedRunView; onWhy: () => void }) {
  const { mutateAsync: cancel } = useCancelRun('all', () => showToast(words.canceled));
  const [asked, setAsked] = useState(false);
  return (
    <div className={classes.actions}>
      {isRunActive(run) && (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={18} aria-hidden />}
          onClick={() => setAsked(true)}
        >
          {words.cancelRun}
        </Button>
      )}
      <Button variant="default" leftSection={<IconHelp size={18} aria-hidden />} onClick={onWhy}>
        {runsWords.why.open}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={words.askCancel(run.jobName)}
        confirm={words.cancelRun}
        cancel={words.keepRun}
        danger
        onConfirm={() => cancel(run.id)}
        onClose={() => setAsked(false)}
      >
        {words.cancelText(run.owner.email)}
      </ConfirmDialog>
    </div>
  );
}
