import { InputBase, TextInput } from '@mantine/core';
import { DELIVERIES } from '@punctual/contracts/jobs/policies';
import { RadioList } from '../../../../components/radio-list.tsx';
import { formWords } from '../../../../lib/strings/form.ts';
import { optionWords } from '../../../../lib/strings/form-options.ts';
import { policyWords } from '../../../../lib/strings/form-policies.ts';
import { AREA, type FieldsProps, field } from '../fields.ts';
import classes from '../job-form.module.css';
import { LimitFields } from './limit-fields.tsx';

const words = optionWords;
const DELIVERY_OPTIONS = DELIVERIES.map((value) => ({
  value,
  label: words.deliveries[value],
}));

interface Props extends FieldsProps {
  isNew: boolean;
}

const optional = (label: string): string => `${label} ${formWords.optional}`;

/** Edits the options that few need. */
export function OptionFields({ form, isNew }: Props) {
  const { values } = form;
  return (
    <>
      <InputBase {...AREA} label={optional(words.description)} rows={2} {...field(form, 'description')} />
      <TextInput label={optional(words.tags)} description={words.tagsHint} {...field(form, 'tags')} />
      {values.mode !== 'once' && <LimitFields form={form} />}
      <TextInput
        label={words.timeout}
        description={policyWords.durationHint}
        className={classes.short ?? ''}
        {...field(form, 'timeout')}
      />
      <TextInput
        label={optional(words.pauseAfter)}
        description={words.pauseAfterHint}
        inputMode="numeric"
        {...field(form, 'pauseAfter')}
      />
      <RadioList
        name="delivery"
        label={words.delivery}
        options={DELIVERY_OPTIONS}
        value={values.delivery}
        onChange={(next) => form.setFieldValue('delivery', next)}
      />
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={!values.enabled}
          onChange={({ currentTarget }) => form.setFieldValue('enabled', !currentTarget.checked)}
        />
        <span>
          {isNew ? words.disabled : words.disabledNow}
          <small>{words.disabledHint}</small>
        </span>
      </label>
    </>
  );
}
