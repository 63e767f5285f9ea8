import { useEffect, useRef } from 'react';
import { type Blocker, useBlocker } from 'react-router';
import { ConfirmDialog } from '../../../../components/confirm-dialog.tsx';
import { sessionState } from '../../../../lib/session/session-store.ts';
import { formWords } from '../../../../lib/strings/form.ts';

const words = formWords.leave;

interface Props {
  isNew: boolean;
  hasChanges: () => boolean;
  onLeave: () => void;
}

/** Asks before changes are left behind: "Leave without saving?" */
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

/**
 * Holds back a user who would leave with changes. Not when the session ends: the draft is kept, and the login leads
 * back to it. Outside the panel the browser asks in its own words.
 */
function useLeaveGuard(hasChanges: () => boolean): Blocker {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasChanges()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [hasChanges]);
  return useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && sessionState.get() === 'in' && hasChanges(),
  );
}
