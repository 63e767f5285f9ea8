import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobDraft, JobEdit, JobView } from '@punctual/contracts/jobs/job';
import { JOB_DEFAULTS } from '@punctual/contracts/jobs/job-defaults';
import { secretsIn } from '@punctual/contracts/tasks/secrets';
import { apiCallCommand, LEFT_OUT, SECRET_HEADER, withoutSecretParameters } from '../../../../lib/curl.ts';
import { checkJobForm } from '../check-job-form.ts';
import type { JobFormValues } from '../job-form-values.ts';
import { editBetween } from '../save/edit-of.ts';
import { toJobDraft } from '../to-job-draft.ts';

type Fields = Record<string, unknown>;

export interface FormState {
  values: JobFormValues;
  pristine: JobFormValues;
  kinds: readonly TaskKind[];
  /** The job that is edited; null for a new one. */
  job: JobView | null;
}

/** The request of a form as a command; or why there is none. */
type JobCall = { command: string; isMasked: boolean } | 'unfinished' | 'unchanged';

/** Values that the API fills in: they need not be sent. */
const DEFAULTS: Fields = { ...JOB_DEFAULTS, description: null, tags: [] };

/** Writes the request that a form would send now as a command, without the values of secrets. */
export function jobCall({ values, pristine, kinds, job }: FormState, key: string, now: Date): JobCall {
  if (Object.keys(checkJobForm(values, kinds, now)).length > 0) return 'unfinished';
  const edit = job && editBetween(pristine, values, kinds, now);
  if (job && !edit) return 'unchanged';
  const sent: JobEdit | JobDraft = edit ?? withoutDefaults(toJobDraft(values, kinds, now));
  const { body, isMasked } = withoutSecrets(sent);
  const path = job ? `/users/jobs/${job.id}` : '/users/jobs';
  const url = `${window.location.origin}${path}`;
  return { command: apiCallCommand({ method: job ? 'PATCH' : 'POST', url, key, body }), isMasked };
}

const withoutDefaults = (draft: JobDraft): JobDraft =>
  Object.fromEntries(
    Object.entries(draft).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULTS[name])),
  ) as JobDraft;

/** Leaves out what the task holds of secrets: their values, those of headers and of parameters that look like some. */
function withoutSecrets(sent: JobEdit | JobDraft): { body: object; isMasked: boolean } {
  const { task } = sent;
  if (task?.type !== 'http') return { body: sent, isMasked: false };
  const { headers, secrets } = task;
  const masked = {
    ...task,
    url: withoutSecretParameters(task.url),
    ...(headers && {
      headers: mapValues(headers, (value, name) => (isSecret(name, value) ? LEFT_OUT : value)),
    }),
    ...(secrets && { secrets: mapValues(secrets, () => LEFT_OUT) }),
  };
  return { body: { ...sent, task: masked }, isMasked: JSON.stringify(masked) !== JSON.stringify(task) };
}

/** A value that refers to a secret holds none. */
const isSecret = (name: string, value: string): boolean =>
  SECRET_HEADER.test(name) && secretsIn(value).length === 0;

const mapValues = <V>(object: Record<string, V>, change: (value: V, name: string) => unknown): Fields =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
