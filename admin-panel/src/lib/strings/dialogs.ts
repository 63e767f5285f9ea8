import { inLanguage } from './in-language.ts';
import { plural } from './plural.ts';

/** Words of the parts that ask and tell: dialogs, toasts, the list of what happened. */
export const dialogWords = inLanguage('dialogs', {
  typeToConfirm: (typed: string) => `Type ${typed} to confirm`,
  close: 'Close',
  dismiss: 'Dismiss',
  activity: 'Activity',
  activityOf: (unseen: number) => (unseen === 0 ? 'Activity' : `Activity, ${unseen} new`),
  runEnded: (job: string, status: string, result: string) => `“${job}”: ${status}. ${result}`.trim(),
  noActivity: 'Nothing yet. What you do is listed here.',
  failing: (count: number) => `${plural(count, 'job is', 'jobs are')} failing.`,
} as const);
