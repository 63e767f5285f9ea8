import { type JobFormValues, QUIET_VALUES } from '../job-form-values.ts';
import { severalWeeks } from '../when/several-weeks.ts';

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
  'pauseAfter',
] as const;

/** Counts the options that differ from the defaults; an end counts once. */
export const changedCount = (values: JobFormValues): number =>
  fieldsFor(values).filter((field) => values[field] !== QUIET_VALUES[field]).length;

const ALWAYS = ['description', 'tags', 'timeout', 'delivery', 'pauseAfter', 'enabled'] as const;

/** Tells whether the first run is among the fields of the schedule, which begins with it. */
export const hasFirstRun = (values: JobFormValues): boolean =>
  values.mode === 'interval' || severalWeeks(values) !== null;

const fieldsFor = (values: JobFormValues): readonly (keyof typeof QUIET_VALUES)[] => {
  if (values.mode === 'once') return ALWAYS;
  return hasFirstRun(values) ? [...ALWAYS, 'end', 'jitter'] : [...ALWAYS, 'startDate', 'end', 'jitter'];
};

/** Tells whether one of the options is wrong. */
export const hasWrongOption = (errors: Record<string, unknown>): boolean =>
  OPTION_FIELDS.some((field) => Boolean(errors[field]));
