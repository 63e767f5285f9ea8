import { lazy, type ReactNode, Suspense, useRef } from 'react';

const ConfirmModal = lazy(async () => ({ default: (await import('./confirm-modal.tsx')).ConfirmModal }));

export interface ConfirmProps {
  opened: boolean;
  /** Names the thing: "Delete “Monday report”?" */
  title: string;
  /** The consequence: "It stops running. Its 214 past runs stay for 90 days." */
  children: ReactNode;
  /** Repeats the verb: "Delete job". */
  confirm: string;
  /** The way back: "Keep it". Has the focus first. */
  cancel: string;
  /** Marks an action that cannot be undone. */
  danger?: boolean;
  /** Text that the user has to type first: "340" for "Type 340 to confirm". */
  typed?: string;
  /** The dialog closes when this is done; what it throws is shown in it, and it stays open. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that has consequences. Its code is loaded when it is first opened. */
export function ConfirmDialog(props: ConfirmProps) {
  const wasOpened = useRef(props.opened);
  wasOpened.current ||= props.opened;
  if (!wasOpened.current) return null;
  return (
    <Suspense>
      <ConfirmModal {...props} />
    </Suspense>
  );
}
