import { type ReactNode, useId } from 'react';
import classes from './job-form.module.css';

/** Shows a block of the form that is always open. */
export function FormBlock({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.block} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
