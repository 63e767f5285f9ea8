import { useRef } from 'react';
import { ConfirmDialog } from '../../../../components/confirm-dialog.tsx';
import { formWords } from '../../../../lib/strings/form.ts';
import { useLeaveGuard } from './use-leave-guard.ts';

const words = formWords.leave;

interface Props {
  isNew: boolean;
  hasChanges: () => boolean;
  onLeave: () => void;
}

/** "Leave without saving?" */
export function LeaveDialog({ isNew, hasChanges, onLeave }: Props) {
  const blocker = useLeaveGuard(hasChanges);
  const leaving = useRef(false);
  const leave = async () => {
    leaving.current = true;
    onLeave();
    blocker.proceed?.();
  };
  return (
    <ConfirmDialog
      opened={blocker.state === 'blocked'}
      title={words.title}
      confirm={words.leave}
      cancel={words.stay}
      onConfirm={leave}
      onClose={() => {
        if (!leaving.current) blocker.reset?.();
      }}
    >
      <p>{isNew ? words.text : words.editText}</p>
    </ConfirmDialog>
  );
}
