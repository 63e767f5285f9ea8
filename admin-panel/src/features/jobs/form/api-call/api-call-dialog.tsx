import '@mantine/core/styles/Modal.css';
import { Button, Modal } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { CodeBlock } from '../../../../components/code-block.tsx';
import { keepFocus } from '../../../../components/keep-focus.ts';
import { apiWords } from '../../../../lib/strings/api.ts';
import classes from './api-call.module.css';
import { type FormState, jobCall } from './job-call.ts';

const words = apiWords.asCall;

interface Props extends FormState {
  opened: boolean;
  onClose: () => void;
}

/** Shows the request that the form would send, as a command to copy. */
export function ApiCallDialog({ opened, onClose, ...state }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.title}
      size={640}
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': words.close }}
      onExitTransitionEnd={keepFocus}
    >
      <Call {...state} />
      <div className={classes.foot}>
        {/* A new tab: what the form holds is not left. */}
        <Link to="/developers" target="_blank">
          {apiWords.more}
        </Link>
        <Button variant="default" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </Modal>
  );
}

function Call(state: FormState) {
  const { values, pristine, kinds, job } = state;
  const made = useMemo(
    () => jobCall({ values, pristine, kinds, job }, apiWords.yourKey, new Date()),
    [values, pristine, kinds, job],
  );
  if (made === 'unfinished') return <p>{words.unfinished}</p>;
  if (made === 'unchanged') return <p>{words.nothing}</p>;
  return (
    <div className={classes.call}>
      <p>{job === null ? words.create : words.edit}</p>
      <CodeBlock label={words.label} text={made.command} />
      {made.isMasked && <p>{words.masked}</p>}
    </div>
  );
}
