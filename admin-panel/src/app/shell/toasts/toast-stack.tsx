import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications, notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { runQuery } from '../../../features/runs/api/get-run.ts';
import { isRunActive } from '../../../features/runs/is-active.ts';
import { resultText } from '../../../features/runs/run-result.ts';
import { useLiveQuery } from '../../../lib/live/live-query.ts';
import { useStore } from '../../../lib/store.ts';
import { dialogWords } from '../../../lib/strings/dialogs.ts';
import { en } from '../../../lib/strings/en.ts';
import { activity, endToast, type Toast } from '../../../lib/toasts.ts';
import classes from './toast-stack.module.css';

const PHONE = '(max-width: 48em)';
const AT_ONCE = 3;
const READ_MS = 6_000;

export function ToastStack() {
  const onPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const all = useStore(activity);
  useNewToasts(all);
  return (
    <>
      <Notifications
        position={onPhone ? 'top-center' : 'bottom-right'}
        limit={AT_ONCE}
        containerWidth={400}
        zIndex={350}
      />
      {all.map(({ id, follows }) => follows && <FollowedRun key={id} toastId={id} {...follows} />)}
    </>
  );
}

/** Shows each toast once, and anew in its place where its words have changed. */
function useNewToasts(all: readonly Toast[]): void {
  const shown = useRef(new Map<number, Toast>());
  useEffect(() => {
    if (all.length === 0) notifications.clean();
    for (const toast of all.toReversed()) {
      const before = shown.current.get(toast.id);
      if (before === undefined) notifications.show(notificationOf(toast));
      else if (before !== toast) notifications.update(notificationOf(toast));
    }
    shown.current = new Map(all.map((toast) => [toast.id, toast]));
  }, [all]);
}

/** Watches a run that was started, and has its toast say how it ended. */
function FollowedRun({ toastId, scope, id }: { toastId: number } & NonNullable<Toast['follows']>) {
  const run = useLiveQuery(runQuery(scope, id), isRunActive).data;
  useEffect(() => {
    if (run === undefined || isRunActive(run)) return;
    const words = dialogWords.runEnded(run.jobName, en.runStatus[run.status].label, resultText(run));
    endToast(toastId, words, run.status === 'COMPLETED' ? 'done' : 'failed');
  }, [run, toastId]);
  return null;
}

function notificationOf({ id, text, kind, action }: Toast) {
  const name = `toast-${id}`;
  const act = () => {
    notifications.hide(name);
    action?.run();
  };
  return {
    id: name,
    // Mantine says `alert`, which interrupts whoever listens.
    role: 'status',
    className: classes.toast ?? '',
    'data-kind': kind,
    withBorder: true,
    autoClose: action === null ? READ_MS : (false as const),
    closeButtonProps: { 'aria-label': dialogWords.dismiss },
    message: (
      <span className={classes.message}>
        {text}
        {action !== null && (
          <Button variant="subtle" size="compact-sm" onClick={act}>
            {action.label}
          </Button>
        )}
      </span>
    ),
  };
}
