import '@mantine/core/styles/Modal.css';
import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { errorWords } from '../lib/api/error-words.ts';
import { dialogWords } from '../lib/strings/dialogs.ts';
import type { ConfirmProps } from './confirm-dialog.tsx';
import classes from './confirm-modal.module.css';
import { keepFocus } from './keep-focus.ts';

/** The dialog itself. The focus is on the safe button, and afterwards where it was, or on the heading if that is gone. */
export function ConfirmModal({ opened, onClose, title, ...question }: ConfirmProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      size={480}
      lockScroll={false}
      withCloseButton={false}
      onExitTransitionEnd={keepFocus}
    >
      <Question onClose={onClose} {...question} />
    </Modal>
  );
}

type QuestionProps = Omit<ConfirmProps, 'opened' | 'title'>;

function Question({ children, confirm, cancel, danger = false, typed, onConfirm, onClose }: QuestionProps) {
  const [entry, setEntry] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const mayConfirm = !sending && (typed === undefined || entry.trim() === typed);
  const send = async () => {
    if (!mayConfirm) return;
    setSending(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (refused) {
      setError(refused);
    } finally {
      setSending(false);
    }
  };
  return (
    <div className={classes.question}>
      <div>{children}</div>
      {typed !== undefined && (
        <TextInput
          label={dialogWords.typeToConfirm(typed)}
          autoComplete="off"
          value={entry}
          onChange={(event) => setEntry(event.currentTarget.value)}
        />
      )}
      {error !== null && (
        <p className={classes.error} role="alert">
          {errorWords(error)}
        </p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {cancel}
        </Button>
        <Button
          className={danger ? classes.danger : undefined}
          aria-disabled={!mayConfirm}
          onClick={() => void send()}
        >
          {confirm}
        </Button>
      </div>
    </div>
  );
}
