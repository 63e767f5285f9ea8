import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { errorWords, requestIdOf } from '../lib/api/error-words.ts';
import { en } from '../lib/strings/en.ts';
import classes from './block-error.module.css';

interface Props {
  /** Says which facts are unknown now, and what is not affected. */
  message: string;
  error: unknown;
  onRetry: () => void;
}

/** A block that could not be loaded; the rest of the page lives on. */
export function BlockError({ message, error, onRetry }: Props) {
  const requestId = requestIdOf(error);
  return (
    <div className={classes.block} role="status">
      <IconAlertTriangle size={22} aria-hidden className={classes.icon} />
      <div>
        <p className={classes.message}>{message}</p>
        <details className={classes.details}>
          <summary>{en.errors.details}</summary>
          {errorWords(error)} {requestId !== null && <code>{en.errors.requestId(requestId)}</code>}
        </details>
      </div>
      <Button variant="default" onClick={onRetry}>
        {en.errors.tryAgain}
      </Button>
    </div>
  );
}
