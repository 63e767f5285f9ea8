import { NativeSelect, TextInput } from '@mantine/core';
import { RadioList } from '../../../../components/radio-list.tsx';
import { policyWords } from '../../../../lib/strings/form-policies.ts';
import { type FieldsProps, field } from '../fields.ts';
import classes from '../job-form.module.css';
import { retrySentence } from './policy-sentence.ts';

const words = policyWords;

const listed = <T extends string>(labels: Record<T, string>) =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));
const OVERLAPS = listed(words.overlaps);
const MISFIRES = listed(words.misfires);
const BACKOFFS = listed(words.backoffs);

/** Edits what happens if something goes wrong. */
export function PolicyFields({ form }: FieldsProps) {
  const { mode, overlap, misfire } = form.values;
  const misfires = MISFIRES.filter(({ value }) => mode !== 'once' || value !== 'all' || misfire === 'all');
  return (
    <>
      {mode !== 'once' && (
        <RadioList
          name="overlap"
          label={words.overlap}
          options={OVERLAPS}
          value={overlap}
          onChange={(next) => form.setFieldValue('overlap', next)}
        />
      )}
      <RadioList
        name="misfire"
        label={words.misfire}
        options={misfires}
        value={misfire}
        onChange={(next) => form.setFieldValue('misfire', next)}
      />
      {misfire !== 'skip' && (
        <TextInput
          label={words.catchUp}
          description={words.durationHint}
          className={classes.short ?? ''}
          {...field(form, 'catchUp')}
        />
      )}
      <fieldset className={classes.plainGroup}>
        <legend>{words.retry}</legend>
        <p className={classes.hint}>{retrySentence(form.values) ?? words.durationHint}</p>
        <div className={classes.pairs}>
          <TextInput label={words.attempts} inputMode="numeric" {...field(form, 'attempts')} />
          <NativeSelect label={words.backoff} data={BACKOFFS} {...field(form, 'backoff')} />
          <TextInput label={words.delay} {...field(form, 'delay')} />
          <TextInput label={words.maxAge} {...field(form, 'maxAge')} />
        </div>
      </fieldset>
    </>
  );
}
