import { BODY_LIMIT_KB } from '@punctual/contracts/api/limits';
import { plural } from './plural.ts';

const jobs = (count: number): string => plural(count, 'job', 'jobs');

/** The words of the page that makes jobs of a crontab. */
export const importWords = {
  title: 'Import a crontab',
  lead: 'Each line that calls a URL with curl becomes a job. Nothing is made before you press the button.',
  crontab: 'Crontab',
  hint: 'Paste what “crontab -l” prints. A comment right above a line becomes the name of its job.',
  example: '# Nightly report\n0 2 * * * curl -fsS https://example.com/report',
  jobsTitle: 'What will be made',
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
  leftOut: (options: string) => `Left out: ${options}`,
  settings: (names: string) => `Settings of the crontab that are left out: ${names}.`,
  showMore: (count: number) => `Show ${jobs(count)} more`,
  submit: (count: number) => (count === 0 ? 'Import jobs' : `Import ${jobs(count)}`),
  sending: 'Importing…',
  cancel: 'Cancel',
  done: (count: number) => `${jobs(count)} imported.`,
  wrongLines: (count: number) =>
    `Nothing was imported: ${plural(count, 'line needs', 'lines need')} your attention.`,
  nothing: 'Paste a crontab with at least one line that calls a URL with curl.',
  tooMany: (most: number) => `At most ${jobs(most)} at a time. Import them in several parts.`,
  tooLarge: `These jobs are over ${BODY_LIMIT_KB} kB. Import them in several parts.`,
  refused: {
    command: 'It cannot be imported: Punctual calls URLs and sends mail, it runs no commands.',
    shell: (sign: string) => `It needs a shell for “${sign}”. Punctual calls URLs and runs no commands.`,
    reboot: 'Punctual does not know when your machine starts.',
    noLine: 'This is no line of a crontab: five times and a command are needed.',
    zone: (zone: string) => `“${zone}” is not a time zone.`,
  },
};
