import { inLanguage } from './in-language.ts';
import { figure, plural } from './plural.ts';

/** The words of the last block of the form: what few need. */
export const optionWords = inLanguage('form-options', {
  title: 'More options',
  none: 'Description, tags, start and end, and more',
  changed: (count: number) => `${figure(count)} changed`,
  description: 'Description',
  tags: 'Tags',
  tagsHint: 'Separate tags with commas',
  startDate: 'Start',
  startTime: 'Start, time',
  startHint: 'Leave empty to start at once',
  end: 'End',
  ends: { never: 'Never', date: 'On a date', count: 'After N runs', both: 'Both' },
  endDate: 'End date',
  endTime: 'End, time',
  maxRuns: 'Runs at most',
  maxRunsHint: 'Counts scheduled runs that were started. Skipped ones and runs by hand do not count.',
  restartCount: 'Start counting from 0 again',
  restartHint: (starts: number) => `${plural(starts, 'run has', 'runs have')} counted so far.`,
  jitter: 'Spread',
  jitterHint: 'Each run starts up to this much later, so that not all start at once',
  timeout: 'Time limit of a run',
  pauseAfter: 'Disable after failures',
  pauseAfterHint: 'When so many runs in a row have failed, Punctual disables the job until you enable it',
  delivery: 'If the outcome of a run is not known',
  deliveries: {
    'at-least-once': 'Run it again: it happens at least once',
    'at-most-once': 'Leave it: it happens at most once',
  },
  disabled: 'Start disabled',
  disabledNow: 'Disabled',
  disabledHint: 'No run is made until you enable the job.',
});
