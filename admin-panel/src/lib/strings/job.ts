import { IMPACT_DAYS } from '@punctual/contracts/api/limits';
import { CATCH_UP_LIMIT } from '@punctual/contracts/jobs/job-limits';
import { inLanguage } from './in-language.ts';
import { figure, plural } from './plural.ts';

/** Words of the page of one job. */
export const jobWords = inLanguage('job', {
  tabs: { runs: 'Runs', schedule: 'Schedule', changes: 'Changes' },
  tabsLabel: 'Parts of this job',
  next: 'Next runs',
  noNext: 'No run is planned.',
  forYou: (clock: string) => `${clock} for you`,
  more: 'Full schedule',
  punctuality: (days: number) => `Punctuality over ${days} days`,
  punctualityOf: (count: number, capped: boolean) =>
    `Based on ${capped ? 'a sample of ' : ''}${plural(count, 'run', 'runs')}.`,
  noPunctuality: (days: number) => `Nothing has run in the last ${days} days.`,
  couldNotPunctuality: 'Its punctuality could not be loaded.',
  median: 'Half within',
  p99: '99 % within',
  onTime: 'On time',
  onTimeText: 'within a second',
  percent: (share: number) => `${figure(Math.floor(share * 1_000) / 10)} %`,
  exported: (secrets: string) => `Exported without the values of its secrets: ${secrets}.`,
  rules: 'Rules',
  words: 'In words',
  expression: 'Expression',
  clockChanges: 'Clock changes',
  noClockChanges: 'None of the next 20 runs is moved by a clock change.',
  notes: {
    'gap-shifted': 'Clocks go forward over this time: it runs right after.',
    'overlap-first': 'Clocks show this time twice: this is the first.',
    'overlap-second': 'Clocks show this time twice: this is the second.',
  },
  table: { job: 'In the job’s zone', you: 'For you', from: 'From now', note: 'Note' },
  overlap: 'If the previous run is still going',
  overlaps: {
    skip: 'Skip this one.',
    queueOne: 'Wait, and run once after it.',
    allow: 'Run both.',
  },
  misfire: 'If Punctual was down at that time',
  misfires: {
    fireOnce: 'Run once when it is back.',
    skip: 'Skip what was missed.',
    all: `Run each missed one, at most ${CATCH_UP_LIMIT}.`,
  },
  retry: 'If it fails',
  retryText: (attempts: number, waits: string, within: string) =>
    attempts === 1
      ? 'It is not tried again.'
      : `Up to ${plural(attempts, 'attempt', 'attempts')}, waiting up to ${waits} between them, within ${within}.`,
  waitsMore: '…',
  timeout: 'Time limit',
  delivery: 'Delivery',
  deliveries: {
    'at-least-once': 'At least once: if a worker is lost, the run is tried again.',
    'at-most-once': 'At most once: if a worker is lost, the run is not tried again.',
  },
  pauseAfter: 'If it keeps failing',
  pauseAfterText: (most: number) =>
    `Punctual disables it after ${plural(most, 'failed run', 'failed runs in a row')}.`,
  failedInRow: (count: number) => `${plural(count, 'run has', 'runs in a row have')} failed so far.`,
  end: 'Ends',
  endText: (at: string | null, runs: number | null, starts: number | null) =>
    [
      at === null ? '' : `on ${at}`,
      runs === null ? '' : `after ${plural(runs, 'run', 'runs')} (${figure(starts ?? 0)} started so far)`,
    ]
      .filter(Boolean)
      .join(', or ') || 'Never.',
  couldNotPreview: 'The next runs could not be computed.',
  changes: {
    couldNot: 'The changes could not be loaded.',
    by: (who: string) => `by ${who}`,
    revision: (number: number) => `Version ${figure(number)}`,
    current: 'Current',
    actions: {
      create: 'Created',
      edit: 'Changed',
      enable: 'Enabled',
      disable: 'Disabled',
      delete: 'Deleted',
    },
    field: 'Field',
    before: 'Before',
    after: 'After',
    none: '–',
    yes: 'Yes',
    no: 'No',
    back: 'Go back to this version',
    backOf: (number: number) => `Go back to this version, ${figure(number)}`,
    confirm: (number: number) => `Go back to version ${figure(number)}?`,
    confirmText:
      'Its settings become what they were then, as a new version. Whether it is enabled does not change.',
    reverting: 'Go back',
    keep: 'Keep as it is',
    done: (number: number) => `The job is back at version ${figure(number)}.`,
    effect: (added: number, removed: number, moved: number) =>
      added + removed + moved === 0
        ? `No run of the next ${IMPACT_DAYS} days changes.`
        : `In ${IMPACT_DAYS} days: ${plural(added, 'run', 'runs')} added, ${figure(removed)} removed, ${figure(moved)} moved.`,
    canceled: (count: number) => `${plural(count, 'waiting run is', 'waiting runs are')} canceled.`,
    effectUnknown: 'What it changes could not be computed.',
    effectLoading: 'Computing what it changes…',
    loadOlder: 'Load older',
    fields: {
      name: 'Name',
      description: 'Description',
      tags: 'Tags',
      task: 'What it does',
      enabled: 'Enabled',
      overlap: 'If the previous run is still going',
      misfire: 'If Punctual was down at that time',
      delivery: 'Delivery',
      pauseAfterFailures: 'Disabled after failures',
      timeoutMs: 'Timeout',
      catchUpWindowMs: 'Catch-up window',
      'schedule.kind': 'Kind of schedule',
      'schedule.expression': 'Expression',
      'schedule.timezone': 'Time zone',
      'schedule.at': 'At',
      'schedule.every': 'Every',
      'schedule.startAt': 'Starts',
      'schedule.endAt': 'Ends',
      'schedule.maxRuns': 'Runs at most',
      'schedule.jitterMs': 'Jitter',
      'task.to': 'To',
      'task.subject': 'Subject',
      'task.text': 'Text',
      'task.url': 'URL',
      'task.method': 'Method',
      'retry.attempts': 'Attempts',
      'retry.delayMs': 'Wait between attempts',
      'retry.maxAgeMs': 'Give up after',
    } as Record<string, string>,
    values: {
      overlap: { skip: 'Skip this one', queueOne: 'Wait, and run once after it', allow: 'Run both' },
      misfire: { fireOnce: 'Run once when it is back', skip: 'Skip', all: 'Run each missed one' },
      delivery: { 'at-least-once': 'At least once', 'at-most-once': 'At most once' },
    } as Record<string, Record<string, string>>,
  },
} as const);
