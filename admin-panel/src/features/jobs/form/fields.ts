import { type FieldErrors, fieldId } from '../../../lib/forms/field-errors.ts';
import type { FormState } from '../../../lib/forms/form-state.ts';
import type { JobFormValues } from './job-form-values.ts';

export type JobForm = FormState<JobFormValues>;

type Path = keyof JobFormValues | `task.${string}`;

/** Collects the properties of a control: its value, its error, and the id that a summary links to. */
export const field = (form: JobForm, path: Path) => ({
  id: fieldId(path),
  ...form.getInputProps(path),
});

/** Shows problems at their fields besides what was found wrong when the form was sent. */
export const withProblems = (form: JobForm, problems: FieldErrors): JobForm => ({
  ...form,
  errors: { ...problems, ...form.errors },
  getInputProps: (path) => {
    const props = form.getInputProps(path);
    return { ...props, error: props.error ?? problems[path] };
  },
});

export interface FieldsProps {
  form: JobForm;
}

/**
 * Turns an input into one of several lines. The `Textarea` of the library brings along one that grows by
 * itself.
 */
export const AREA = { component: 'textarea', multiline: true, resize: 'vertical' } as const;
