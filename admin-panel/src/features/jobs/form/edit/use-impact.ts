import type { ImpactView } from '@punctual/contracts/api/schedules-contract';
import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobEdit, JobView } from '@punctual/contracts/jobs/job';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebounced } from '../../../../lib/use-debounced.ts';
import { impactQuery } from '../../api/preview-impact.ts';
import { checkJobForm } from '../check-job-form.ts';
import type { JobFormValues } from '../job-form-values.ts';
import { editBetween } from '../save/edit-of.ts';

const REST_MS = 250;

export interface ImpactState {
  /** The effect of the edit; null while there is none that could be saved. */
  impact: ImpactView | null;
  isCurrent: boolean;
  failed: boolean;
}

/** Asks what the edit in the form would change, once typing rests. */
export function useImpact(
  job: JobView,
  pristine: JobFormValues,
  values: JobFormValues,
  kinds: readonly TaskKind[],
): ImpactState {
  const edit = savable(pristine, values, kinds);
  const asked = useDebounced(edit, REST_MS);
  const { data, isPlaceholderData, isError } = useQuery({
    ...impactQuery(job.id, asked),
    placeholderData: keepPreviousData,
  });
  const isAsked = JSON.stringify(edit) === JSON.stringify(asked);
  const isCurrent = isAsked && !isPlaceholderData && data !== undefined;
  return {
    impact: edit === null ? null : (data ?? null),
    isCurrent,
    failed: isAsked && edit !== null && isError,
  };
}

const SOME_VALUE = 'new';

/** Leaves out values of secrets: they have no bearing on when a job runs, and are sent only to be kept. */
function withoutSecretValues(edit: JobEdit): JobEdit {
  if (edit.task?.type !== 'http' || !edit.task.secrets) return edit;
  const given = Object.entries(edit.task.secrets);
  const secrets = given.map(([name, secret]) => [name, typeof secret === 'string' ? SOME_VALUE : secret]);
  return { ...edit, task: { ...edit.task, secrets: Object.fromEntries(secrets) } };
}

/** Makes the edit, if the form could be sent as it is. */
function savable(pristine: JobFormValues, values: JobFormValues, kinds: readonly TaskKind[]): JobEdit | null {
  const now = new Date();
  const isUnchanged = JSON.stringify(pristine) === JSON.stringify(values);
  if (isUnchanged || Object.keys(checkJobForm(values, kinds, now)).length > 0) return null;
  const edit = editBetween(pristine, values, kinds, now);
  return edit && withoutSecretValues(edit);
}
