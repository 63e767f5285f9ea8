import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import classes from '../job-form.module.css';
import type { ChoicesProps, RepeatChoices, Times } from './repeat-choices.ts';

const words = whenWords.repeat;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * Edits the times of the day. Further ones share the minute of the first: one expression cannot express more.
 */
export function RepeatTimes({
  choices,
  write,
  isSingle = false,
}: ChoicesProps<Extract<RepeatChoices, Times>>) {
  const { minute, hours } = choices;
  const [first = 0, ...more] = hours;
  const set = (next: readonly number[], at = minute) =>
    write({ ...choices, minute: at, hours: [...new Set(next)].sort((a, b) => a - b) });
  const free = HOURS.filter((hour) => !hours.includes(hour));
  const clock = (hour: number) => `${two(hour)}:${two(minute)}`;
  const setFirst = (text: string) => {
    const [, hour, at] = /^(\d\d):(\d\d)/.exec(text) ?? [];
    if (hour !== undefined) set([Number(hour), ...more], Number(at));
  };
  return (
    <div className={classes.times}>
      <TextInput
        type="time"
        label={words.at}
        value={clock(first)}
        onChange={({ currentTarget }) => setFirst(currentTarget.value)}
      />
      {more.map((hour, index) => (
        <div key={hour} className={classes.time}>
          <NativeSelect
            aria-label={words.alsoAt(index + 2)}
            data={[hour, ...free]
              .sort((a, b) => a - b)
              .map((each) => ({ value: String(each), label: clock(each) }))}
            value={String(hour)}
            onChange={({ currentTarget }) =>
              set(hours.map((each) => (each === hour ? Number(currentTarget.value) : each)))
            }
          />
          <CloseButton
            aria-label={words.removeTime(clock(hour))}
            onClick={() => set(hours.filter((each) => each !== hour))}
          />
        </div>
      ))}
      {free.length > 0 && !isSingle && (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => set([...hours, nextFree(hours, free)])}
        >
          {words.addTime}
        </Button>
      )}
    </div>
  );
}

/** Finds the first free hour after the last one, else the first of all. */
const nextFree = (hours: readonly number[], free: readonly number[]): number =>
  free.find((hour) => hour > Math.max(...hours)) ?? free[0] ?? 0;
