import { ApiError, call } from '@punctual/contracts/api/client';
import type { importJobs } from '@punctual/contracts/api/job-import-contract';
import { MAX_IMPORT } from '@punctual/contracts/api/limits';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { errorWords } from '../../../lib/api/error-words.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import { importWords as words } from '../../../lib/strings/import.ts';
import { newKey } from '../form/save/new-key.ts';
import { type Refusal, refusalOf } from './import-refusal.ts';
import type { ImportedLine } from './jobs-of-crontab.ts';

/** Makes all of the jobs or none, once per content however often the button is pressed. */
export function useImport(onDone: (count: number) => void) {
  const queryClient = useQueryClient();
  const sent = useRef({ text: '', key: '' });
  const { mutate, isPending, error, reset } = useMutation<unknown, ImportError, readonly ImportedLine[]>({
    mutationFn: async (lines) => {
      const problem = cannotBeSent(lines);
      if (problem !== null) throw new ImportError({ lines: new Map(), rest: problem });
      const jobs = lines.map(({ draft }) => draft);
      const text = JSON.stringify(jobs);
      if (sent.current.text !== text) sent.current = { text, key: newKey() };
      try {
        const headers = { 'idempotency-key': sent.current.key };
        return await call<typeof importJobs>(
          apiFetch,
          'POST /users/jobs/import',
          { body: { jobs } },
          { headers },
        );
      } catch (cause) {
        throw new ImportError(told(cause, lines));
      }
    },
    onSuccess: (_, lines) => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.jobs.lists });
      void queryClient.invalidateQueries({ queryKey: queryKeys.jobs.counts });
      onDone(lines.length);
    },
  });
  return { send: mutate, sending: isPending, refusal: error?.refusal ?? null, forget: reset };
}

class ImportError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(words.nothing);
    this.refusal = refusal;
  }
}

function cannotBeSent({ length }: readonly ImportedLine[]): string | null {
  if (length === 0) return words.nothing;
  return length > MAX_IMPORT ? words.tooMany(MAX_IMPORT) : null;
}

function told(error: unknown, lines: readonly ImportedLine[]): Refusal {
  const { status, body } = error instanceof ApiError ? error : { status: 0, body: null };
  const rest = status === 413 ? words.tooLarge : errorWords(error);
  return refusalOf(body?.details ?? [], lines, rest);
}
