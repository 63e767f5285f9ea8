import type { ReactNode, RefObject } from 'react';
import { focusField } from '../lib/forms/field-errors.ts';
import { en } from '../lib/strings/en.ts';
import classes from './error-summary.module.css';

interface Props {
  ref: RefObject<HTMLDivElement | null>;
  errors: Record<string, ReactNode>;
  rest: readonly ReactNode[];
}

/** Lists the errors of a form, each as a link to its field. Takes the focus when a form could not be sent. */
export function ErrorSummary({ ref, errors, rest }: Props) {
  const fields = Object.entries(errors).filter(([, message]) => Boolean(message));
  const count = fields.length + rest.length;
  return (
    <div ref={ref} tabIndex={-1} className={classes.summary} hidden={count === 0} data-quiet-focus>
      <h2>{en.errors.summary(count)}</h2>
      <ul>
        {rest.map((message, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
          <li key={index}>{message}</li>
        ))}
        {fields.map(([path, message]) => (
          <li key={path}>
            <button type="button" onClick={() => focusField(path)}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
