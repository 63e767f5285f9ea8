import type { WatchdogPart } from '@punctual/contracts/api/health-contract';

/** Says of each part what is wrong, and what follows and what to look at. Operators are told in English. */
export const WATCHDOG_WORDS: Record<WatchdogPart, { wrong: string; detail: string; well: string }> = {
  watch: {
    wrong: 'No watcher is running',
    detail:
      'Due jobs are not noticed. Start watcher-service with ROLES=watch (or watch,work) and look at its log; what was ' +
      'missed is made up for as each job says.',
    well: 'A watcher is running again',
  },
  work: {
    wrong: 'No worker is running',
    detail:
      'Due runs wait, and nothing is lost. Start watcher-service with ROLES=work (or watch,work) and look at its log.',
    well: 'A worker is running again',
  },
  redis: {
    wrong: 'Redis is away, or takes no writes',
    detail:
      'Due runs wait in MongoDB until it is back, and nothing is lost. Look at REDIS_URL and at its memory.',
    well: 'Redis is back',
  },
  mongodb: {
    wrong: 'MongoDB is away',
    detail: 'The API answers 503, and no job runs until it is back. Look at MONGODB_URI and at the database.',
    well: 'MongoDB is back',
  },
  jobs: {
    wrong: 'Due jobs are not noticed',
    detail:
      'Watchers report that they are alive, and leave jobs that are due. Look at their logs and metrics.',
    well: 'Due jobs are noticed again',
  },
  runs: {
    wrong: 'Due runs do not start',
    detail:
      'Runs of users who have nothing else under way wait for workers. Look at the load of the workers, start more of ' +
      'them, or raise WORK_CONCURRENCY.',
    well: 'Due runs start again',
  },
  leases: {
    wrong: 'Runs of lost workers are not taken over',
    detail: 'Their leases have ended, and no watcher has made up for them. Look at the logs of the watchers.',
    well: 'Runs of lost workers are taken over again',
  },
  clock: {
    wrong: 'The clock of a machine is off',
    detail:
      'It differs by five seconds or more from the clock of the database, which Punctual goes by: jobs run on time, ' +
      'while logs, tokens and certificates may be judged wrongly. Look at the time service of the machines.',
    well: 'The clocks of all machines agree again',
  },
};
