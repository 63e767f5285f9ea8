import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './form-buttons.module.css';

interface FormButtonsProps {
  /** The way back, where there is one, and its words. */
  onCancel?: (() => void) | undefined;
  cancel?: string;
  /** It is pressed once: while it is sent it does nothing more. */
  sending?: boolean;
  /** The words of the button that sends. */
  children: ReactNode;
}

/** The buttons at the end of a form: the way back, and the one that sends. */
export function FormButtons({ onCancel, cancel, sending = false, children }: FormButtonsProps) {
  return (
    <div className={classes.buttons}>
      {onCancel !== undefined && (
        <Button variant="default" onClick={onCancel}>
          {cancel}
        </Button>
      )}
      <Button type="submit" aria-disabled={sending}>
        {children}
      </Button>
    </div>
  );
}
