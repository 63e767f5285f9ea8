import { type ReactNode, useId } from 'react';
import classes from './drop-panel.module.css';

interface Props {
  /** Of the button that opens it, and of what opens. */
  label: string;
  sign: ReactNode;
  className?: string | undefined;
  onOpen?: () => void;
  children: ReactNode;
}

/**
 * A button of the header with what drops down from it: a popover of the browser's own, which closes by Esc or a
 * press elsewhere and gives the focus back. Mantine's would bring 25 kB to every page.
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

/** Closes the panel that something stands in, before it leads elsewhere. */
export function closePanel({ currentTarget }: { currentTarget: Element }): void {
  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
}
