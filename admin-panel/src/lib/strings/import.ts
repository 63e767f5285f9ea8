import { BODY_LIMIT_KB } from '@punctual/contracts/api/limits';
import { inLanguage } from './in-language.ts';
import { plural } from './plural.ts';

const jobs = (count: number): string => plural(count, 'job', 'jobs');

/** The words of the page that makes jobs of a crontab. */
export const importWords = inLanguage('import', {
  title: 'Import a crontab',
  lead: 'Each line that calls a URL with curl or wget becomes a job. Nothing is created before you press the button.',
  crontab: 'Crontab',
  hint: 'Paste what “crontab -l” prints. A comment right above a line becomes the name of its job.',
  example: '# Nightly report\n0 2 * * * curl -fsS https://example.com/report',
  jobsTitle: 'What will be created',
  refusedTitle: 'What cannot be imported',
  line: 'Line',
  job: 'Job',
  schedule: 'Schedule',
  next: 'Next run',
  text: 'Text',
  why: 'Why',
  asking: '…',
  unknown: 'Could not be computed',
  noNext: 'No run planned',
  take: (line: number) => `Import line ${line}`,
  nameOf: (line: number) => `Name of the job of line ${line}`,
  enableAll: 'Enable all at once',
  enableAllHint: 'Remove the lines from your crontab first, or each would run twice.',
  enableNow: 'Enable all',
  settings: (names: string) => `Settings of the crontab that are left out: ${names}.`,
  showMore: (count: number) => `Show ${jobs(count)} more`,
  submit: (count: number) => (count === 0 ? 'Import jobs' : `Import ${jobs(count)}`),
  sending: 'Importing…',
  cancel: 'Cancel',
  done: (count: number, enabled: boolean) =>
    enabled ? `${jobs(count)} imported.` : `${jobs(count)} imported, disabled: your crontab still runs them.`,
  wrongLines: (count: number) =>
    `Nothing was imported: ${plural(count, 'line needs', 'lines need')} your attention.`,
  nothing: 'Paste a crontab with at least one line that calls a URL with curl or wget.',
  tooMany: (most: number) => `At most ${jobs(most)} at a time. Import them in parts.`,
  tooLarge: `These jobs are larger than ${BODY_LIMIT_KB} kB. Import them in parts.`,
  refused: {
    reboot: 'Punctual does not know when your machine starts.',
    noLine: 'This is not a crontab line: it needs five time fields and a command.',
    zone: (zone: string) => `“${zone}” is not a time zone.`,
  },
});
