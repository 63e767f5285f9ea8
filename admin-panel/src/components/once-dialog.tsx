import '@mantine/core/styles/Modal.css';
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { keepFocus } from './keep-focus.ts';

interface OnceDialogProps {
  opened: boolean;
  title: string;
  /** False while something is shown that is shown this once: then only a button in it closes the dialog. */
  mayLeave: boolean;
  children: ReactNode;
  onClose: () => void;
  /** Forgets what was shown, once the dialog cannot be seen any more. */
  onClosed: () => void;
}

/** A dialog that ends by showing something once, which must not be lost by a click beside it. */
export function OnceDialog({ opened, title, mayLeave, children, onClose, onClosed }: OnceDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={520}
      centered
      lockScroll={false}
      withCloseButton={false}
      closeOnEscape={mayLeave}
      closeOnClickOutside={mayLeave}
      onExitTransitionEnd={() => {
        onClosed();
        keepFocus();
      }}
    >
      {children}
    </Modal>
  );
}
