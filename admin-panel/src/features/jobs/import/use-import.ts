import { ApiError } from '@punctual/contracts/api/client';
import { MAX_IMPORT } from '@punctual/contracts/api/limits';
import { useRef, useState } from 'react';
import { errorWords } from '../../../lib/api/error-words.ts';
import { newKey } from '../../../lib/api/idempotency-key.ts';
import { importWords as words } from '../../../lib/strings/import.ts';
import { useImportJobs } from '../api/import-jobs.ts';
import { type Refusal, refusalOf } from './import-refusal.ts';
import type { ImportedLine } from './jobs-of-crontab.ts';

interface Reactions {
  onError: () => void;
  onSettled: () => void;
}

/** Jobs that were made, and whether they run already. */
export interface Imported {
  ids: readonly string[];
  enabled: boolean;
}

/** Makes all of the jobs or none, once per content however often the button is pressed. */
export function useImport(onDone: (imported: Imported) => void) {
  const { mutate, isPending, error, reset } = useImportJobs((ids, jobs) =>
    onDone({ ids, enabled: jobs.some(({ enabled }) => enabled) }),
  );
  const [asked, setAsked] = useState<readonly ImportedLine[] | null>(null);
  const sent = useRef({ text: '', key: '' });
  const send = (lines: readonly ImportedLine[], { onError, onSettled }: Reactions) => {
    setAsked(lines);
    if (problemOf(lines) !== null) {
      reset();
      onError();
      onSettled();
      return;
    }
    const jobs = lines.map(({ draft }) => draft);
    const text = JSON.stringify(jobs);
    if (sent.current.text !== text) sent.current = { text, key: newKey() };
    mutate({ jobs, key: sent.current.key }, { onError, onSettled });
  };
  const forget = () => {
    setAsked(null);
    reset();
  };
  return { send, sending: isPending, refusal: asked && refusal(asked, error), forget };
}

function refusal(lines: readonly ImportedLine[], error: Error | null): Refusal | null {
  const problem = problemOf(lines);
  if (problem !== null) return { lines: new Map(), rest: problem };
  if (error === null) return null;
  const { status, body } = error instanceof ApiError ? error : { status: 0, body: null };
  const rest = status === 413 ? words.tooLarge : errorWords(error);
  return refusalOf(body?.details ?? [], lines, rest);
}

/** Finds why these jobs cannot be sent at all. */
function problemOf({ length }: readonly ImportedLine[]): string | null {
  if (length === 0) return words.nothing;
  return length > MAX_IMPORT ? words.tooMany(MAX_IMPORT) : null;
}
