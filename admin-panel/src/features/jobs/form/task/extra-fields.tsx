import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { fieldId } from '../../../../lib/forms/field-errors.ts';
import { whatWords } from '../../../../lib/strings/form-what.ts';
import type { FieldsProps } from '../fields.ts';
import classes from '../job-form.module.css';
import { taskText } from '../job-form-values.ts';
import { taskPath } from './check-task.ts';
import type { TaskField } from './field-text.ts';
import { TaskControl } from './task-control.tsx';
import { taskLabel } from './task-words.ts';

interface Props extends FieldsProps {
  fields: readonly TaskField[];
}

/**
 * Shows fields that few need: on demand, and by itself one that holds something or is wrong. A field that was
 * shown once stays, even if emptied.
 */
export function ExtraFields({ form, fields }: Props) {
  const { kind } = form.values;
  const [added, setAdded] = useState<readonly string[]>([]);
  const isNeeded = (name: string) =>
    taskText(form.values, name) !== '' || Boolean(form.errors[taskPath(kind, name)]);
  const needed = fields.map(({ name }) => name).filter((name) => !added.includes(name) && isNeeded(name));
  if (needed.length > 0) setAdded([...added, ...needed]);
  const isShown = ({ name }: TaskField) => added.includes(name);
  const add = ({ name }: TaskField) => {
    setAdded([...added, name]);
    setTimeout(() => document.getElementById(fieldId(taskPath(kind, name)))?.focus());
  };
  return (
    <>
      {fields.filter(isShown).map((taskField) => (
        <TaskControl key={taskField.name} form={form} taskField={taskField} />
      ))}
      <fieldset className={`${classes.chips} ${classes.adds}`} aria-label={whatWords.addGroup}>
        {fields
          .filter((taskField) => !isShown(taskField))
          .map((taskField) => (
            <Button
              key={taskField.name}
              variant="subtle"
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => add(taskField)}
            >
              {whatWords.add(taskLabel(kind, taskField.name))}
            </Button>
          ))}
      </fieldset>
    </>
  );
}
