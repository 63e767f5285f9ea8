import type { UserView } from '@punctual/shared/users/user';
import { viewerZone } from '../../../lib/time/zones.ts';
import { readDraft } from './draft-storage.ts';
import { emptyValues, FORM_KINDS, type FormKind, type JobFormValues } from './job-form-values.ts';
import { trialValues } from './trial.ts';

export interface OpenedForm {
  values: JobFormValues;
  isDraft: boolean;
}

const kindIn = (search: URLSearchParams): FormKind =>
  FORM_KINDS.find((type) => type === search.get('task')) ?? 'email';

const isTrial = (search: URLSearchParams): boolean => search.has('try');

/** A fresh form as the address asks for it: of which kind, or the one-minute trial. */
export function emptyForm(user: Pick<UserView, 'email'>, search: URLSearchParams): JobFormValues {
  const now = new Date();
  const values = { ...emptyValues(kindIn(search), viewerZone(), now), to: user.email };
  return isTrial(search) ? trialValues(values, user.email, now) : values;
}

/** The form as it opens: the draft if there is one, unless the trial was asked for. */
export function openForm(user: Pick<UserView, 'id' | 'email'>, search: URLSearchParams): OpenedForm {
  const fresh = emptyForm(user, search);
  const draft = isTrial(search) ? null : readDraft(user.id);
  if (draft === null) return { values: fresh, isDraft: false };
  const kind = search.has('task') ? kindIn(search) : draft.kind;
  return { values: { ...fresh, ...draft, kind }, isDraft: true };
}
