import { ApiError, call } from '@punctual/shared/api/client';
import { createJob } from '@punctual/shared/api/jobs-contract';
import type { JobView } from '@punctual/shared/jobs/job';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { errorWords } from '../../../lib/api/error-words.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import { type Sorted, sortDetails } from '../../../lib/forms/field-errors.ts';
import { useCheckedForm } from '../../../lib/forms/use-checked-form.ts';
import { checkJobForm } from './check-job-form.ts';
import { dropDraft, writeDraft } from './draft-storage.ts';
import { fieldOfPath } from './field-of-path.ts';
import type { JobFormValues, WhenMode } from './job-form-values.ts';
import { toJobDraft } from './to-job-draft.ts';

interface Options {
  userId: string;
  initialValues: JobFormValues;
  onScheduled: (job: JobView) => void;
}

/** The form of a new job: keeps a draft, checks, sends, and puts what the server refuses at its fields. */
export function useJobForm({ userId, initialValues, onScheduled }: Options) {
  const queryClient = useQueryClient();
  const scheduled = useRef(false);
  const checked = useCheckedForm<JobFormValues>({
    initialValues,
    check: checkJobForm,
    send: async (values) => {
      try {
        const job = await call(apiFetch, createJob, { body: toJobDraft(values, new Date()) });
        scheduled.current = true;
        dropDraft(userId);
        queryClient.setQueryData(queryKeys.jobs.one(job.id), job);
        void queryClient.invalidateQueries({ queryKey: queryKeys.jobs.lists });
        onScheduled(job);
        return undefined;
      } catch (error) {
        return refusal(error, values.mode);
      }
    },
  });
  useDraft(userId, initialValues, checked.form.values, scheduled);
  return checked;
}

/** Each error of the server at its field; without details its words alone. */
function refusal(error: unknown, mode: WhenMode): Sorted {
  const details = error instanceof ApiError ? (error.body?.details ?? []) : [];
  if (details.length === 0) return { fields: {}, rest: [errorWords(error)] };
  return sortDetails(details, (path) => fieldOfPath(path, mode));
}

/** Keeps what was typed, until it has become a job. */
function useDraft(
  userId: string,
  initial: JobFormValues,
  values: JobFormValues,
  scheduled: RefObject<boolean>,
): void {
  useEffect(() => {
    if (values !== initial && !scheduled.current) writeDraft(userId, values);
  }, [userId, initial, values, scheduled]);
}
