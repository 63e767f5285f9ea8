import { Segments } from '../../../components/segments.tsx';
import { en } from '../../../lib/strings/en.ts';
import { CronFields } from './cron-fields.tsx';
import type { FieldsProps } from './fields.ts';
import { IntervalFields } from './interval-fields.tsx';
import classes from './job-form.module.css';
import { WHEN_MODES } from './job-form-values.ts';
import { OnceFields } from './once-fields.tsx';

const MODES = WHEN_MODES.map((value) => ({ value, label: en.form.modes[value] }));
const FIELDS = { once: OnceFields, interval: IntervalFields, cron: CronFields };

/** Each way to say when keeps what was typed in it while another is looked at. */
export function WhenFields({ form }: FieldsProps) {
  const { mode } = form.values;
  const Fields = FIELDS[mode];
  return (
    <section className={classes.block} aria-labelledby="when">
      <h2 id="when">{en.form.when}</h2>
      <Segments
        name="mode"
        label={en.form.mode}
        options={MODES}
        value={mode}
        onChange={(next) => form.setFieldValue('mode', next)}
      />
      <Fields form={form} />
    </section>
  );
}
