import { Button } from '@mantine/core';
import { ApiError } from '@punctual/contracts/api/client';
import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { errorWords } from '../lib/api/error-words.ts';
import { connection } from '../lib/connection.ts';
import { en } from '../lib/strings/en.ts';
import { setTitle } from '../lib/title.ts';
import classes from './crashed-page.module.css';
import { useFirstPaintEnd } from './first-paint.ts';

/** Shows that a page failed, or that the server did not answer. The jobs are not affected, and it says so. */
export function CrashedPage() {
  const error = useRouteError();
  const title = titleOf(error);
  useReloadOnReturn();
  useFirstPaintEnd();
  useEffect(() => {
    setTitle({ page: title, hasErrors: false });
  }, [title]);
  return (
    <main className={classes.page}>
      <h1>{title}</h1>
      <p>{en.errors.crashed}</p>
      <Button onClick={() => window.location.reload()}>{en.errors.reload}</Button>
      <details>
        <summary>{en.errors.details}</summary>
        <code>{error instanceof Error ? error.message : errorWords(error)}</code>
      </details>
    </main>
  );
}

function titleOf(error: unknown): string {
  if (error instanceof ApiError) return errorWords(error);
  return connection.get().is === 'live' ? en.errors.crashedTitle : en.errors.unreachable;
}

/** Reloads the page once the server answers again. */
function useReloadOnReturn(): void {
  useEffect(() => {
    if (connection.get().is === 'live') return;
    return connection.subscribe(() => connection.get().is === 'live' && window.location.reload());
  }, []);
}
