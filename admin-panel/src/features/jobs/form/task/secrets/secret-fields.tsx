import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { fieldId } from '../../../../../lib/forms/field-errors.ts';
import { formWords } from '../../../../../lib/strings/form.ts';
import { whatWords } from '../../../../../lib/strings/form-what.ts';
import { type FieldsProps, field } from '../../fields.ts';
import formClasses from '../../job-form.module.css';
import classes from './secret-fields.module.css';
import { SecretLine } from './secret-line.tsx';
import { EMPTY_ROW, rowsIn, rowsText, type SecretRow } from './secret-rows.ts';

const words = whatWords.secrets;

interface Props extends FieldsProps {
  path: `task.${string}`;
  label: string;
}

/** Edits the secrets of a call: one that is set is never shown, only replaced or removed. */
export function SecretFields({ form, path, label }: Props) {
  const { id, value, onChange, error } = field(form, path);
  const kept = rowsIn(value);
  const rows = kept.length === 0 ? [EMPTY_ROW] : kept;
  const write = (next: readonly SecretRow[]) => onChange({ currentTarget: { value: rowsText(next) } });
  const addId = `${id}-add`;
  const remove = (index: number) => {
    write(rows.filter((_, at) => at !== index));
    document.getElementById(addId)?.focus();
  };
  const add = () => {
    write([...rows, EMPTY_ROW]);
    setTimeout(() => document.getElementById(nameId(path, rows.length))?.focus());
  };
  return (
    <fieldset className={formClasses.plainGroup} id={id} tabIndex={-1} aria-describedby={`${id}-hint`}>
      <legend>{`${label} ${formWords.optional}`}</legend>
      <p className={formClasses.hint} id={`${id}-hint`}>
        {words.hint}
      </p>
      {rows.map((row, index) => (
        <SecretLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a secret has no other name while it is typed
          key={index}
          id={nameId(path, index)}
          row={row}
          onChange={(next) => write(rows.map((each, at) => (at === index ? next : each)))}
          onRemove={() => remove(index)}
        />
      ))}
      {error && <p className={classes.wrong}>{error}</p>}
      <div className={formClasses.chips}>
        <Button
          id={addId}
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={add}
        >
          {words.add}
        </Button>
      </div>
    </fieldset>
  );
}

const nameId = (path: string, index: number): string => `${fieldId(path)}-${index}`;
