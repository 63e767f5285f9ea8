import '@mantine/core/styles/Modal.css';
import { Button, Modal } from '@mantine/core';
import { keepFocus } from '../../../components/keep-focus.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import type { ToastAction } from '../../../lib/toasts.ts';
import classes from './bulk-failures.module.css';

interface Props {
  failures: readonly { id: string; name: string; message: string }[];
  /** The way back from what was done to the others; null where there is none. */
  back: ToastAction | null;
  onClose: () => void;
}

/** Lists the jobs that could not be changed, each with the reason. */
export function BulkFailures({ failures, back, onClose }: Props) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.done.failures(failures.length)}
      centered
      lockScroll={false}
      withCloseButton={false}
      onExitTransitionEnd={() => keepFocus()}
    >
      <ul className={classes.list}>
        {failures.map(({ id, name, message }) => (
          <li key={id}>
            <strong>{name}</strong> {message}
          </li>
        ))}
      </ul>
      {back && (
        <Button
          variant="default"
          onClick={() => {
            back.run();
            onClose();
          }}
        >
          {words.done.backOfRest(back.label)}
        </Button>
      )}
      <Button variant="default" data-autofocus onClick={onClose}>
        {words.done.close}
      </Button>
    </Modal>
  );
}
