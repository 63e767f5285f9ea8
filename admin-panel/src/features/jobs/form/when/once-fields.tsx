import { Button, TextInput } from '@mantine/core';
import { Segments } from '../../../../components/segments.tsx';
import { summaryWords } from '../../../../lib/strings/form-summary.ts';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import { inOwnClock } from '../../../../lib/time/clock-words.ts';
import { durationText } from '../../../../lib/time/durations.ts';
import { clockText, instantText } from '../../../../lib/time/instants.ts';
import { useRelativeText } from '../../../../lib/time/ticker.ts';
import { afterGap, wallTimeAt } from '../../../../lib/time/wall-time.ts';
import { isTimezone, zoneAbbreviation } from '../../../../lib/time/zones.ts';
import { type FieldsProps, field } from '../fields.ts';
import classes from '../job-form.module.css';
import type { JobFormValues } from '../job-form-values.ts';
import { QUICK_TIMES, type QuickTime } from './quick-times.ts';
import { onceInstant, onceInstants } from './schedule-of.ts';
import { ZoneField } from './zone-field.tsx';

/** Edits an instant by date and time; asks where clocks skip or repeat it, as for jobs that repeat. */
export function OnceFields({ form }: FieldsProps) {
  const { zone } = form.values;
  const set = (part: Partial<JobFormValues>) => {
    form.setValues({ afterMs: null, pass: 'first', ...part });
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
      {form.values.afterMs === null && <ClockChoice values={form.values} onChange={set} />}
      <OnceHint values={form.values} />
    </>
  );
}

interface ChoiceProps {
  values: JobFormValues;
  onChange: (part: Partial<JobFormValues>) => void;
}

/** Asks which one is meant of a time that comes twice; offers the next one instead of one that does not come. */
function ClockChoice({ values, onChange }: ChoiceProps) {
  const { date, time, zone, pass } = values;
  const [first, second] = onceInstants(values);
  const behind = isTimezone(zone) ? afterGap({ date, time }, zone) : null;
  if (behind !== null)
    return (
      <div className={classes.chips}>
        <Button variant="default" size="xs" radius="xl" onClick={() => onChange(wallTimeAt(behind, zone))}>
          {summaryWords.preview.gaps.shift(clockText(behind, zone))}
        </Button>
      </div>
    );
  if (first === undefined || second === undefined) return null;
  const label = (instant: Date) => `${clockText(instant, zone)} ${zoneAbbreviation(instant, zone)}`;
  return (
    <Segments
      name="pass"
      label={whenWords.twice}
      labelShown
      options={[
        { value: 'first', label: whenWords.passes.first(label(first)) },
        { value: 'second', label: whenWords.passes.second(label(second)) },
      ]}
      value={pass}
      onChange={(next) => onChange({ pass: next })}
    />
  );
}

/** Describes the instant that the fields mean, at once and in words. */
function OnceHint({ values }: { values: JobFormValues }) {
  const instant = values.afterMs === null ? onceInstant(values, new Date()) : null;
  const relative = useRelativeText(instant);
  if (values.afterMs !== null)
    return <p className={classes.hint}>{whenWords.runsAfter(durationText(values.afterMs))}</p>;
  if (instant === null || instant < new Date()) return null;
  return <p className={classes.hint}>{whenWords.runsAt(instantText(instant, values.zone), relative)}</p>;
}
