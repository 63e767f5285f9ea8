import { Textarea, TextInput } from '@mantine/core';
import { IconMail, IconNotes } from '@tabler/icons-react';
import { ChoiceCards } from '../../../components/choice-cards.tsx';
import { en } from '../../../lib/strings/en.ts';
import { EmailFields } from './email-fields.tsx';
import { type FieldsProps, field } from './fields.ts';
import classes from './job-form.module.css';

const KINDS = [
  { value: 'email', title: en.form.emailKind, text: en.form.emailKindText, Icon: IconMail },
  { value: 'log', title: en.form.logKind, text: en.form.logKindText, Icon: IconNotes },
] as const;

export function WhatFields({ form }: FieldsProps) {
  const isEmail = form.values.kind === 'email';
  return (
    <section className={classes.block} aria-labelledby="what">
      <h2 id="what">{en.form.what}</h2>
      <ChoiceCards
        name="kind"
        label={en.form.kind}
        choices={KINDS}
        value={form.values.kind}
        onChange={(kind) => form.setFieldValue('kind', kind)}
      />
      {isEmail ? (
        <EmailFields form={form} />
      ) : (
        <Textarea label={en.form.note} rows={5} {...field(form, 'note')} />
      )}
      <TextInput
        label={`${en.form.name} ${en.form.optional}`}
        description={isEmail ? en.form.nameHint : en.form.nameHintNote}
        {...field(form, 'name')}
      />
    </section>
  );
}
