import { fieldId } from '../../../lib/forms/field-errors.ts';
import type { FormState } from '../../../lib/forms/form-state.ts';
import type { JobFormValues } from './job-form-values.ts';

export type JobForm = FormState<JobFormValues>;

type Path = keyof JobFormValues | `task.${string}`;

/** Collects the properties of a control: its value, its error, and the id that a summary links to. */
export const field = (form: JobForm, path: Path) => ({
  id: fieldId(path),
  ...form.getInputProps(path),
});

export interface FieldsProps {
  form: JobForm;
}

/**
 * Turns an input into one of several lines. The `Textarea` of the library brings along one that grows by
 * itself.
 */
export const AREA = { component: 'textarea', multiline: true, resize: 'vertical' } as const;
