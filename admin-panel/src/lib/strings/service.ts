import { inLanguage } from './in-language.ts';

const waiting = (since: string | null): string =>
  since === null ? 'Due runs wait' : `Due runs have been waiting since ${since}`;

/** Words for what of the service does not work, as its users are told. `since` is a time of day; null if unknown. */
export const serviceWords = inLanguage('service', {
  notices: {
    redis: (since: string | null) =>
      `${waiting(since)}: Punctual’s queue cannot be reached. They start when it is back; nothing is lost.`,
    watch: (since: string | null) =>
      `Due jobs ${since === null ? 'are not started' : `have not been started since ${since}`}: no watcher is running. Once one is back, missed runs are made up for as each job says.`,
    work: (since: string | null) =>
      `${waiting(since)}: no worker is running. They start when one is back; nothing is lost.`,
    mail: (since: string | null) =>
      `The mail server ${since === null ? 'cannot be reached' : `has been out of reach since ${since}`}. Emails are tried again as often as each job says.`,
    jobs: (since: string | null) =>
      `Due jobs ${since === null ? 'are not noticed' : `have not been noticed since ${since}`}, though watchers say that they are running. Look at their logs.`,
    runs: (since: string | null) =>
      `${waiting(since)}, also of users who have nothing else under way. Look at the workers.`,
    leases: (since: string | null) =>
      `Runs of lost workers ${since === null ? 'are' : `have been`} not taken over${since === null ? '' : ` since ${since}`}. Look at the logs of the watchers.`,
    clock: () =>
      'The clock of a machine is off by five seconds or more. Jobs run on time; look at the time service of the machines.',
  },
  health: 'See health',
  caught: 'Mail is caught here, not delivered:',
  openCaught: (page: string) => `open ${page}`,
} as const);
