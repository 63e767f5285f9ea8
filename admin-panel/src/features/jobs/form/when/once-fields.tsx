import { Button, TextInput } from '@mantine/core';
import { formWords } from '../../../../lib/strings/form.ts';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import { inOwnClock } from '../../../../lib/time/clock-words.ts';
import { durationText } from '../../../../lib/time/durations.ts';
import { instantText } from '../../../../lib/time/instants.ts';
import { useRelativeText } from '../../../../lib/time/ticker.ts';
import { type FieldsProps, field } from '../fields.ts';
import classes from '../job-form.module.css';
import type { JobFormValues } from '../job-form-values.ts';
import { isPast } from './check-when.ts';
import { QUICK_TIMES, type QuickTime } from './quick-times.ts';
import { onceInstant } from './schedule-of.ts';
import { ZoneField } from './zone-field.tsx';

export function OnceFields({ form }: FieldsProps) {
  const { zone } = form.values;
  const set = (part: Partial<JobFormValues>) => {
    form.setValues({ afterMs: null, ...part });
    for (const path of ['date', 'time'] as const) form.clearFieldError(path);
  };
  const choose = ({ times }: QuickTime) => set(times(zone, new Date()));
  return (
    <>
      <fieldset className={classes.chips} aria-label={whenWords.quick}>
        {QUICK_TIMES.map((quick) => (
          <Button key={quick.label} variant="default" size="xs" radius="xl" onClick={() => choose(quick)}>
            {inOwnClock(quick.label)}
          </Button>
        ))}
      </fieldset>
      <div className={classes.row}>
        <TextInput
          type="date"
          label={whenWords.date}
          {...field(form, 'date')}
          onChange={(event) => set({ date: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={whenWords.time}
          {...field(form, 'time')}
          onChange={(event) => set({ time: event.currentTarget.value })}
        />
        <ZoneField form={form} onChange={(next) => set({ zone: next })} />
      </div>
      <OnceHint values={form.values} />
    </>
  );
}

/** Describes the instant that the fields mean, at once and in words. */
function OnceHint({ values }: { values: JobFormValues }) {
  const instant = values.afterMs === null ? onceInstant(values, new Date()) : null;
  const relative = useRelativeText(instant);
  if (values.afterMs !== null)
    return <p className={classes.hint}>{whenWords.runsAfter(durationText(values.afterMs))}</p>;
  if (instant === null) return null;
  if (isPast(instant, new Date())) return <p className={classes.hint}>{formWords.wrong.past}</p>;
  return <p className={classes.hint}>{whenWords.runsAt(instantText(instant, values.zone), relative)}</p>;
}
