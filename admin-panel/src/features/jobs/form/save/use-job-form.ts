import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobDraft, JobView } from '@punctual/contracts/jobs/job';
import { useCallback, useEffect, useRef, useState } from 'react';
import { newKey } from '../../../../lib/api/idempotency-key.ts';
import { useCheckedForm } from '../../../../lib/forms/use-checked-form.ts';
import { useCreateJob } from '../../api/create-job.ts';
import { useEditJob } from '../../api/edit-job.ts';
import { checkJobForm } from '../check-job-form.ts';
import type { JobFormValues } from '../job-form-values.ts';
import type { OpenedForm } from '../open-form.ts';
import { toJobDraft } from '../to-job-draft.ts';
import { dropDraft, writeDraft } from './draft-storage.ts';
import { editBetween } from './edit-of.ts';
import { isChangedMeanwhile, isKeyReused, refusal } from './refusal.ts';

interface Options {
  userId: string;
  kinds: readonly TaskKind[];
  opened: OpenedForm;
  /** The job that is edited; null for a new one. */
  job: JobView | null;
  onSaved: (job: JobView) => void;
}

const NOTHING_WRONG = { fields: {}, rest: [] };

/** Runs the form of a job: keeps a draft, checks, sends, and puts what the server refuses at its fields. */
export function useJobForm({ userId, kinds, opened, job, onSaved }: Options) {
  const { mutateAsync: create } = useCreateJob();
  const { mutateAsync: change } = useEditJob();
  const saved = useRef(false);
  const key = useRef(opened.key);
  const sent = useRef<{ text: string; body: JobDraft } | null>(null);
  const [revision, setRevision] = useState(opened.revision);
  const [isStale, setStale] = useState(false);

  /** Makes what is sent. Without an answer it is sent again as it was: "in 1 minute" would mean another time by now. */
  const bodyOf = (values: JobFormValues): JobDraft => {
    const text = JSON.stringify(values);
    if (sent.current?.text !== text) sent.current = { text, body: toJobDraft(values, kinds, new Date()) };
    return sent.current.body;
  };
  const save = (values: JobFormValues): Promise<JobView> => {
    if (job === null || revision === null)
      return create({ body: bodyOf(values), key: key.current, secretsFrom: opened.secretsFrom });
    const now = new Date();
    const edit = editBetween(opened.pristine, values, kinds, now);
    return edit === null ? Promise.resolve(job) : change({ id: job.id, edit, revision });
  };
  const checked = useCheckedForm<JobFormValues>({
    initialValues: opened.values,
    check: (values) => checkJobForm(values, kinds),
    send: async (values) => {
      try {
        const result = await save(values);
        saved.current = true;
        dropDraft(userId, opened.page);
        onSaved(result);
        return undefined;
      } catch (error) {
        if (isKeyReused(error)) key.current = newKey();
        if (!isChangedMeanwhile(error)) return refusal(error, values);
        setStale(true);
        return NOTHING_WRONG;
      }
    },
  });
  const { values } = checked.form;
  const hasChanges = useCallback(
    () => !saved.current && JSON.stringify(values) !== JSON.stringify(opened.pristine),
    [values, opened.pristine],
  );
  useEffect(() => {
    if (hasChanges())
      writeDraft(userId, opened.page, { values, pristine: opened.pristine, revision, key: key.current });
  }, [userId, opened, values, revision, hasChanges]);
  /** Goes on after a conflict: the user's changes apply on top of what is there now. */
  const keepMine = (theirs: JobView) => {
    setRevision(theirs.revision);
    setStale(false);
  };
  const giveUp = () => {
    saved.current = true;
    dropDraft(userId, opened.page);
  };
  return { ...checked, hasChanges, giveUp, isStale, revision, keepMine };
}
