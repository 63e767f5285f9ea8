import { Button } from '@mantine/core';
import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { adminWords } from '../../../lib/strings/admin.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useCancelRun } from '../api/cancel-run.ts';

const words = adminWords.runs;

/** Cancels a run of any owner, after asking. */
export function CancelAnyRun({ run }: { run: OwnedRunView }) {
  const { mutateAsync: cancel } = useCancelRun('all', () => showToast(words.canceled));
  const [asked, setAsked] = useState(false);
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
        onConfirm={() => cancel(run.id)}
        onClose={() => setAsked(false)}
      >
        {words.cancelText(run.owner.email)}
      </ConfirmDialog>
    </>
  );
}
