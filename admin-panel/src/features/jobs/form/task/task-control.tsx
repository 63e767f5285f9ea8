import { InputBase, NativeSelect, TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { loadPart } from '../../../../lib/load-part.ts';
import { formWords } from '../../../../lib/strings/form.ts';
import { whatWords } from '../../../../lib/strings/form-what.ts';
import { AREA, type FieldsProps, field, type JobForm } from '../fields.ts';
import classes from '../job-form.module.css';
import { taskText } from '../job-form-values.ts';
import { taskPath } from './check-task.ts';
import { fieldKind, optionsOf, readField, type TaskField } from './field-text.ts';
import { taskHint, taskLabel } from './task-words.ts';

/** Loaded when needed: few calls have secrets. */
const SecretFields = lazy(async () => ({
  default: (await loadPart(() => import('./secrets/secret-fields.tsx'))).SecretFields,
}));

const FLAGS = [
  { value: 'true', label: whatWords.yes },
  { value: 'false', label: whatWords.no },
];

interface Props extends FieldsProps {
  taskField: TaskField;
  rows?: number;
}

/** Shows one field of a task, drawn from its description: a new kind needs no new page. */
export function TaskControl({ form, taskField, rows = 5 }: Props) {
  const { kind } = form.values;
  const { name, required, schema } = taskField;
  const label = taskLabel(kind, name);
  const path = taskPath(kind, name) as `task.${string}`;
  const shared = {
    label: required || kind === 'email' || kind === 'log' ? label : `${label} ${formWords.optional}`,
    description: taskHint(kind, name),
    ...field(form, path),
  };
  const mono = { classNames: { input: classes.mono ?? '' }, spellCheck: false };
  switch (fieldKind(schema)) {
    case 'choice':
      return <NativeSelect {...shared} label={label} data={optionsOf(schema)} />;
    case 'flag':
      return <NativeSelect {...shared} label={label} data={FLAGS} />;
    case 'number':
      return <TextInput {...shared} inputMode="decimal" />;
    case 'text':
      return <InputBase {...AREA} {...shared} rows={rows} {...(name === 'html' ? mono : {})} />;
    case 'pairs':
      return <InputBase {...AREA} {...shared} rows={3} {...mono} />;
    case 'secrets':
      return (
        <Suspense>
          <SecretFields form={form} path={path} label={label} />
        </Suspense>
      );
    case 'json':
      return (
        <InputBase
          {...AREA}
          {...shared}
          rows={rows}
          {...mono}
          onBlur={() => checkJson(form, taskField, path)}
        />
      );
    default:
      return <TextInput {...shared} {...(name === 'to' ? { autoComplete: 'email' } : {})} />;
  }
}

/** Checks JSON when the field is left, not while it is written. */
function checkJson(form: JobForm, { name, schema }: TaskField, path: string): void {
  const read = readField(schema, taskText(form.values, name));
  if (!read.ok) form.setFieldError(path, read.message);
}
