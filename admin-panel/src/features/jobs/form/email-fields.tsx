import { Button, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { fieldId } from '../../../lib/forms/field-errors.ts';
import { en } from '../../../lib/strings/en.ts';
import { type FieldsProps, field } from './fields.ts';
import classes from './job-form.module.css';

const EXTRA = ['cc', 'bcc', 'html'] as const;
type Extra = (typeof EXTRA)[number];

/** To, subject and text; what few need comes on demand, and by itself where it holds something or is wrong. */
export function EmailFields({ form }: FieldsProps) {
  const [added, setAdded] = useState<readonly Extra[]>([]);
  const isShown = (extra: Extra) =>
    added.includes(extra) || form.values[extra] !== '' || Boolean(form.errors[extra]);
  const add = (extra: Extra) => {
    setAdded([...added, extra]);
    setTimeout(() => document.getElementById(fieldId(extra))?.focus());
  };
  return (
    <>
      <TextInput
        label={en.form.to}
        description={en.form.toHint}
        autoComplete="email"
        {...field(form, 'to')}
      />
      {isShown('cc') && <TextInput label={en.form.cc} {...field(form, 'cc')} />}
      {isShown('bcc') && <TextInput label={en.form.bcc} {...field(form, 'bcc')} />}
      <TextInput label={en.form.subject} {...field(form, 'subject')} />
      <Textarea label={en.form.text} rows={5} {...field(form, 'text')} />
      {isShown('html') && (
        <Textarea
          label={en.form.html}
          description={en.form.htmlHint}
          rows={5}
          spellCheck={false}
          classNames={{ input: classes.mono ?? '' }}
          {...field(form, 'html')}
        />
      )}
      <fieldset className={classes.chips} aria-label={en.form.addGroup}>
        {EXTRA.filter((extra) => !isShown(extra)).map((extra) => (
          <Button
            key={extra}
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => add(extra)}
          >
            {en.form.add(en.form[extra])}
          </Button>
        ))}
      </fieldset>
    </>
  );
}
