import { type JobFormValues, QUIET_VALUES, type WhenMode } from '../job-form-values.ts';

/** The fields behind "More options". */
const OPTION_FIELDS = [
  'description',
  'tags',
  'startDate',
  'startTime',
  'endDate',
  'endTime',
  'maxRuns',
  'jitter',
  'timeout',
] as const;

/** Counts the options that differ from the defaults; an end counts once. */
export const changedCount = (values: JobFormValues): number =>
  fieldsFor(values.mode).filter((field) => values[field] !== QUIET_VALUES[field]).length;

const ALWAYS = ['description', 'tags', 'timeout', 'delivery', 'enabled'] as const;

const fieldsFor = (mode: WhenMode): readonly (keyof typeof QUIET_VALUES)[] => {
  if (mode === 'once') return ALWAYS;
  return mode === 'interval' ? [...ALWAYS, 'end', 'jitter'] : [...ALWAYS, 'startDate', 'end', 'jitter'];
};

/** Tells whether one of the options is wrong. */
export const hasWrongOption = (errors: Record<string, unknown>): boolean =>
  OPTION_FIELDS.some((field) => Boolean(errors[field]));
