import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications, notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useStore } from '../../../lib/store.ts';
import { dialogWords } from '../../../lib/strings/dialogs.ts';
import { activity, type Toast } from '../../../lib/toasts.ts';
import classes from './toast-stack.module.css';

const PHONE = '(max-width: 48em)';
const AT_ONCE = 3;
const READ_MS = 6_000;

export function ToastStack() {
  const onPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  useNewToasts();
  return (
    <Notifications
      position={onPhone ? 'top-center' : 'bottom-right'}
      limit={AT_ONCE}
      containerWidth={400}
      zIndex={350}
    />
  );
}

/** Shows each toast once. */
function useNewToasts(): void {
  const all = useStore(activity);
  const shownId = useRef(0);
  useEffect(() => {
    if (all.length === 0) notifications.clean();
    for (const toast of all.filter(({ id }) => id > shownId.current).reverse()) {
      shownId.current = toast.id;
      notifications.show(notificationOf(toast));
    }
  }, [all]);
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
