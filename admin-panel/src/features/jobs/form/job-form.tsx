import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { type KeyboardEvent, lazy, Suspense, useState } from 'react';
import { ErrorSummary } from '../../../components/error-summary.tsx';
import type { FieldErrors } from '../../../lib/forms/field-errors.ts';
import { loadPart } from '../../../lib/load-part.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { ApiCallButton } from './api-call/api-call-button.tsx';
import { fieldOfPath } from './field-of-path.ts';
import { withProblems } from './fields.ts';
import classes from './job-form.module.css';
import type { JobFormValues } from './job-form-values.ts';
import type { OpenedForm } from './open-form.ts';
import { hasWrongOption } from './options/changed-count.ts';
import { OptionsBlock } from './options/options-block.tsx';
import { PolicyBlock } from './policies/policy-block.tsx';
import { FEW } from './preview/preview-table.tsx';
import { type PreviewState, usePreview } from './preview/use-preview.ts';
import { LeaveDialog } from './save/leave-dialog.tsx';
import { useJobForm } from './save/use-job-form.ts';
import { SummaryPanel } from './summary-panel.tsx';
import { WhatFields } from './what-fields.tsx';
import { checkTyped, previewedSchedule } from './when/check-when.ts';
import { WhenFields } from './when/when-fields.tsx';

/** Loaded only after a press of the button: few need it. */
const ConflictDialog = lazy(async () => ({
  default: (await loadPart(() => import('./edit/conflict-dialog.tsx'))).ConflictDialog,
}));

const REST_MS = 600;

interface Props {
  userId: string;
  kinds: readonly TaskKind[];
  opened: OpenedForm;
  /** The job that is edited; null for a new one. */
  job: JobView | null;
  onSaved: (job: JobView) => void;
  /** Is called when the version of another user is chosen instead of this form. */
  onTheirs: (theirs: JobView) => void;
}

/**
 * Edits a job on one page, without a wizard: what, when, what if something goes wrong, and beside it the
 * result.
 */
export function JobForm({ userId, kinds, opened, job, onSaved, onTheirs }: Props) {
  const { form, submit, sending, rest, summary, ...draft } = useJobForm({
    userId,
    kinds,
    opened,
    job,
    onSaved,
  });
  const [count, setCount] = useState(FEW);
  const preview = usePreview(previewedSchedule(form.values, new Date()), count);
  const live = withProblems(form, useProblems(form.values, preview));
  const submitByKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  return (
    <form noValidate onSubmit={submit} onKeyDown={submitByKey} className={classes.form}>
      <div className={classes.blocks}>
        <ErrorSummary ref={summary} errors={form.errors} rest={rest} />
        <WhatFields form={form} kinds={kinds} job={job} next={nextOf(preview)} />
        <WhenFields form={live} kinds={kinds} />
        <PolicyBlock form={form} />
        <OptionsBlock form={live} isNew={job === null} isWrong={hasWrongOption(form.errors)} />
        <ApiCallButton values={form.values} pristine={opened.pristine} kinds={kinds} job={job} />
      </div>
      <SummaryPanel
        form={form}
        kinds={kinds}
        job={job}
        preview={preview}
        count={count}
        sending={sending}
        pristine={opened.pristine}
        onCount={setCount}
      />
      <LeaveDialog isNew={job === null} hasChanges={draft.hasChanges} onLeave={draft.giveUp} />
      {job !== null && (
        <Suspense>
          <ConflictDialog
            opened={draft.isStale}
            id={job.id}
            revision={draft.revision ?? job.revision}
            onMine={draft.keepMine}
            onTheirs={(theirs) => {
              draft.giveUp();
              onTheirs(theirs);
            }}
          />
        </Suspense>
      )}
    </form>
  );
}

/** Finds the next run of the schedule that is in the form now. */
const nextOf = ({ shown, isCurrent }: PreviewState): string | undefined =>
  isCurrent ? shown?.next[0]?.at : undefined;

const NONE: FieldErrors = {};

/** Finds what is wrong with the times once typing rests, by field: what is unfinished is not. */
function useProblems(values: JobFormValues, { problem }: PreviewState): FieldErrors {
  const { task: _task, ...typed } = values;
  const text = JSON.stringify(typed);
  if (useDebounced(text, REST_MS) !== text) return NONE;
  const field = problem === null ? null : fieldOfPath(problem.path, values);
  const told: FieldErrors = field === null ? NONE : { [field]: problem?.message ?? '' };
  return { ...told, ...checkTyped(values, new Date()) };
}
