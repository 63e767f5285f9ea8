import '@mantine/core/styles/Modal.css';
import { Button, Modal, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { errorWords } from '../lib/api/error-words.ts';
import { dialogWords } from '../lib/strings/dialogs.ts';
import classes from './confirm-modal.module.css';
import { keepFocus } from './keep-focus.ts';

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
  /** For what cannot be undone. */
  danger?: boolean;
  /** Text that the user has to type first: "340" for "Type 340 to confirm". */
  typed?: string;
  /** False while there is nothing to confirm yet. */
  isReady?: boolean;
  /** The dialog closes when this is done; what it throws is shown in it, and it stays open. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

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
      onExitTransitionEnd={() => keepFocus()}
    >
      <Question onClose={onClose} {...question} />
    </Modal>
  );
}

type QuestionProps = Omit<ConfirmProps, 'opened' | 'title'>;

function Question({ children, confirm, cancel, danger = false, ...question }: QuestionProps) {
  const { typed, isReady = true, onConfirm, onClose } = question;
  const [entry, setEntry] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const mayConfirm = isReady && !sending && (typed === undefined || entry.trim() === typed);
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
