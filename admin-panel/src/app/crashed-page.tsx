import { Button } from '@mantine/core';
import { useRouteError } from 'react-router';
import { errorWords } from '../lib/api/error-words.ts';
import { en } from '../lib/strings/en.ts';
import classes from './crashed-page.module.css';

/** The last resort: a page that threw. Nothing of the server is affected, and that is said first. */
export function CrashedPage() {
  const error = useRouteError();
  return (
    <main className={classes.page}>
      <h1>{en.errors.crashedTitle}</h1>
      <p>{en.errors.crashed}</p>
      <Button onClick={() => window.location.reload()}>{en.errors.reload}</Button>
      <details>
        <summary>{en.errors.details}</summary>
        <code>{error instanceof Error ? error.message : errorWords(error)}</code>
      </details>
    </main>
  );
}
