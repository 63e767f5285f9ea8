import { call } from '@punctual/contracts/api/client';
import type { ImpactView, previewImpact } from '@punctual/contracts/api/schedules-contract';
import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobEdit, JobView } from '@punctual/contracts/jobs/job';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiFetch } from '../../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../../lib/api/query-keys.ts';
import { useSettled } from '../../../../lib/use-settled.ts';
import { checkJobForm } from '../check-job-form.ts';
import type { JobFormValues } from '../job-form-values.ts';
import { editOf } from '../save/edit-of.ts';
import { toJobDraft } from '../to-job-draft.ts';

const REST_MS = 250;

export interface ImpactState {
  /** What the edit would change; null while there is none that could be saved. */
  impact: ImpactView | null;
  isCurrent: boolean;
  failed: boolean;
}

/** What the edit in the form would change, asked as the preview is. */
export function useImpact(
  job: JobView,
  pristine: JobFormValues,
  values: JobFormValues,
  kinds: readonly TaskKind[],
): ImpactState {
  const edit = savable(pristine, values, kinds);
  const asked = useSettled(edit, REST_MS);
  const { id } = job;
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: queryKeys.impact(id, asked),
    queryFn: ({ signal }) =>
      call<typeof previewImpact>(
        apiFetch,
        'POST /users/jobs/:id/impact',
        { params: { id }, body: asked ?? {} },
        { signal },
      ),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
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

/** What a secret will be has no bearing on when a job runs, and is sent only to be kept. */
function withoutSecretValues(edit: JobEdit): JobEdit {
  if (edit.task?.type !== 'http' || !edit.task.secrets) return edit;
  const given = Object.entries(edit.task.secrets);
  const secrets = given.map(([name, secret]) => [name, typeof secret === 'string' ? SOME_VALUE : secret]);
  return { ...edit, task: { ...edit.task, secrets: Object.fromEntries(secrets) } };
}

/** The edit, if the form could be sent as it stands. */
function savable(pristine: JobFormValues, values: JobFormValues, kinds: readonly TaskKind[]): JobEdit | null {
  const now = new Date();
  const isUnchanged = JSON.stringify(pristine) === JSON.stringify(values);
  if (isUnchanged || Object.keys(checkJobForm(values, kinds, now)).length > 0) return null;
  const edit = editOf(toJobDraft(pristine, kinds, now), toJobDraft(values, kinds, now), now);
  return edit && withoutSecretValues(edit);
}
