import type { UseFormReturnType } from '@mantine/form';
import { fieldId } from '../../../lib/forms/field-errors.ts';
import type { JobFormValues } from './job-form-values.ts';

export type JobForm = UseFormReturnType<JobFormValues>;

type Path = keyof JobFormValues | `task.${string}`;

/** What every control of the form has: its value, its error, and the id that a summary links to. */
export const field = (form: JobForm, path: Path) => ({
  id: fieldId(path),
  ...form.getInputProps(path),
});

export interface FieldsProps {
  form: JobForm;
}
