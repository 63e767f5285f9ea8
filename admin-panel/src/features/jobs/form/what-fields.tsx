import { TextInput } from '@mantine/core';
import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { IconBox, IconMail, IconNotes, IconWorld } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { ChoiceCards } from '../../../components/choice-cards.tsx';
import { MailCaught } from '../../../components/mail-caught.tsx';
import { loadPart } from '../../../lib/load-part.ts';
import { formWords } from '../../../lib/strings/form.ts';
import { whatWords } from '../../../lib/strings/form-what.ts';
import { type FieldsProps, field } from './fields.ts';
import { FormBlock } from './form-block.tsx';
import { TaskFields } from './task/task-fields.tsx';
import { kindWords } from './task/task-words.ts';

/** Loaded after the fields: nothing of it is needed to begin. */
const PlaceholderBlock = lazy(async () => ({
  default: (await loadPart(() => import('./task/placeholders/placeholder-block.tsx'))).PlaceholderBlock,
}));

const WITH_PLACEHOLDERS = { email: true, http: true };
const ICONS = { email: IconMail, http: IconWorld, log: IconNotes };

interface Props extends FieldsProps {
  kinds: readonly TaskKind[];
  /** The job that is edited; null for a new one. */
  job: JobView | null;
  /** The time of the next run, if that is known. */
  next: string | undefined;
}

/**
 * Asks what is to happen: offers the kinds of task that the server knows, and the fields of the chosen one.
 */
export function WhatFields({ form, kinds, job, next }: Props) {
  const { kind } = form.values;
  const choices = kinds.map(({ type, description }) => ({
    value: type as string,
    ...kindWords(type, description),
    Icon: ICONS[type] ?? IconBox,
  }));
  const hints: Record<string, string> = whatWords.nameHints;
  return (
    <FormBlock title={whatWords.what}>
      <ChoiceCards
        name="kind"
        label={whatWords.kind}
        choices={choices}
        value={kind}
        onChange={(next) => form.setFieldValue('kind', next)}
      />
      {kind === 'email' && <MailCaught />}
      <TaskFields form={form} kinds={kinds} />
      {kind in WITH_PLACEHOLDERS && (
        <Suspense>
          <PlaceholderBlock values={form.values} kinds={kinds} job={job} next={next} />
        </Suspense>
      )}
      <TextInput
        label={`${whatWords.name} ${formWords.optional}`}
        description={hints[kind] ?? whatWords.nameHints.other}
        {...field(form, 'name')}
      />
    </FormBlock>
  );
}
