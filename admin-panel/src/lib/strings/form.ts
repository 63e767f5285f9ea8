import { IMPACT_DAYS } from '@punctual/contracts/api/limits';
import { inLanguage } from './in-language.ts';
import { figure, plural } from './plural.ts';

/** The words of the job form around its blocks: saving, leaving, editing, and what is wrong. */
export const formWords = inLanguage('form', {
  title: 'New job',
  editTitle: (name: string) => `Edit ${name}`,
  editParent: 'Back to the job',
  jobFailed: 'The job could not be loaded. It keeps running.',
  optional: '(optional)',
  submit: 'Schedule job',
  sending: 'Scheduling…',
  save: 'Save changes',
  saving: 'Saving…',
  cancel: 'Cancel',
  draftKept: 'Your earlier draft is here.',
  secretsLeftOut: (names: string) => `For safety, the value of ${names} was not kept. Enter it again.`,
  pastedCommand: 'the pasted command',
  discardDraft: 'Start over',
  leave: {
    title: 'Leave without saving?',
    text: 'What you entered for this job is lost.',
    editText: 'Your changes to this job are lost.',
    leave: 'Leave',
    stay: 'Keep editing',
  },
  reused: 'This job may have been scheduled already. Check your jobs; to create another one, press again.',
  saved: 'Changes saved.',
  unchanged: 'Nothing has changed.',
  effect: {
    title: 'What this changes',
    nothing: `No run is added, removed or moved in ${IMPACT_DAYS} days.`,
    parts: (added: number, removed: number, moved: number) =>
      `${[
        ...(added > 0 ? [`${plural(added, 'run', 'runs')} added`] : []),
        ...(removed > 0 ? [`${added > 0 ? figure(removed) : plural(removed, 'run', 'runs')} removed`] : []),
        ...(moved > 0 ? [`${added + removed > 0 ? figure(moved) : plural(moved, 'run', 'runs')} moved`] : []),
      ].join(', ')}`,
    within: (parts: string, until: string | null) =>
      until === null
        ? `${parts} in ${IMPACT_DAYS} days.`
        : `${parts} until ${until}; later ones are not counted.`,
    canceled: (count: number) =>
      count === 1 ? '1 run waiting now is canceled.' : `${figure(count)} runs waiting now are canceled.`,
    updated: (count: number) =>
      count === 1
        ? '1 run waiting now follows the change.'
        : `${figure(count)} runs waiting now follow the change.`,
    running: (count: number) =>
      count === 1
        ? '1 run under way finishes as it started.'
        : `${figure(count)} runs under way finish as they started.`,
    before: 'Before',
    after: 'After',
    noRuns: 'No runs',
    failed: 'What this changes could not be computed.',
  },
  conflict: {
    title: 'This job changed while you were editing',
    by: (who: string, when: string) => `${who}, ${when}`,
    fields: (names: string) => `changed ${names}`,
    mine: 'Keep editing mine',
    theirs: 'Load theirs',
    mineText: 'What you changed is kept; saving again changes only that.',
    paths: {
      name: 'the name',
      description: 'the description',
      tags: 'the tags',
      task: 'what it does',
      schedule: 'the schedule',
      retry: 'the attempts',
      timeoutMs: 'the time limit',
      overlap: 'what happens to runs that overlap',
      misfire: 'what happens to missed runs',
      catchUpWindowMs: 'how far it looks back',
      delivery: 'the delivery',
      pauseAfterFailures: 'after how many failures it is disabled',
      enabled: 'whether it is enabled',
    },
  },
  wrong: {
    to: 'Enter who should get the email.',
    address: (text: string) => `“${text}” is not an email address. Use the form name@example.com.`,
    subject: 'Enter a subject.',
    text: 'Enter the text of the email.',
    url: 'Enter a URL that starts with https:// or http://.',
    missing: (field: string) => `Enter the ${field}.`,
    name: (most: number) => `Use at most ${figure(most)} characters.`,
    tag: (most: number) => `A tag has at most ${figure(most)} characters.`,
    date: 'Enter a date.',
    time: 'Enter a time.',
    gap: 'Clocks skip this time on this day. Choose another.',
    past: 'That time has passed. Choose a later one.',
    every: 'Enter a whole number from 1.',
    expression: 'Enter a cron expression.',
    parts: (given: number) => `The expression needs 5 or 6 parts; it has ${given}.`,
    duration: 'Enter a duration, for example 30s, 5m or 2h.',
    range: (least: string, most: string) => `Enter a value from ${least} to ${most}.`,
  },
});
