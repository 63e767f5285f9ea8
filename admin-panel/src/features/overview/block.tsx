import { type ReactNode, useId } from 'react';
import classes from './block.module.css';

interface Props {
  title: string;
  /** Beside the title: what the block says in a line, or what it can do. */
  note?: ReactNode;
  children: ReactNode;
}

/** Shows a part of an overview, on a card of its own. */
export function Block({ title, note, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.block}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        {note}
      </div>
      {children}
    </section>
  );
}
