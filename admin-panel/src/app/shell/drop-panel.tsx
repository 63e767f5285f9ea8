import { type ReactNode, useId } from 'react';
import classes from './drop-panel.module.css';

interface Props {
  /** Labels the button that opens it, and the panel. */
  label: string;
  sign: ReactNode;
  className?: string | undefined;
  onOpen?: () => void;
  children: ReactNode;
}

/**
 * Shows a button of the header with a panel that drops down from it: a popover of the browser's own, which
 * closes by Esc or a press elsewhere and gives the focus back. Mantine's would bring 25 kB to every page.
 */
export function DropPanel({ label, sign, className = '', onOpen, children }: Props) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={`${classes.button} ${className}`}
      >
        {sign}
      </button>
      <section
        id={id}
        popover="auto"
        aria-label={label}
        className={classes.panel}
        onToggle={(event) => event.newState === 'open' && onOpen?.()}
      >
        {children}
      </section>
    </>
  );
}

/** Closes the panel around an element, before it leads elsewhere. */
export function closePanel({ currentTarget }: { currentTarget: Element }): void {
  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
}
