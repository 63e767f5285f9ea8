import { lazy, Suspense, useRef } from 'react';
import { loadPart } from '../lib/load-part.ts';
import type { ConfirmProps } from './confirm-modal.tsx';

const ConfirmModal = lazy(async () => ({
  default: (await loadPart(() => import('./confirm-modal.tsx'))).ConfirmModal,
}));

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
