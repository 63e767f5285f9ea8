import { CAUSE_WORDS } from '@punctual/contracts/jobs/action-causes';

const somebody = (who: string | null): string => who ?? 'somebody';
const at = (when: string | null): string => (when ? ` at ${when}` : '');

/** Words of "Why?", in English: the shape that every other language has too. Times of day are clocks, others moments. */
export const english = {
  figure: (value: number): string => String(value),
  days: (count: number): string => `${count} days`,
  /** @param day as "2030-06-01" */
  moment: (clock: string, day: string): string => `${clock} on ${day}`,
  /** Names for those whose address is not told. */
  administrator: 'an administrator',
  somebody: 'somebody',
  causes: CAUSE_WORDS.en,

  outage: (isOfQueue: boolean, from: string, to: string): string =>
    `${isOfQueue ? 'the queue of Punctual' : 'Punctual'} was down from ${from} to ${to}`,
  dueInOutage: (outage: string): string => ` It was due in an outage: ${outage}.`,
  suspended: (from: string, to: string): string =>
    `Not run: this account was disabled from ${from} to ${to}.`,
  suspendedSince: (from: string): string => `Not run: this account has been disabled since ${from}.`,
  suspendedThen: 'Not run: this account was disabled.',

  ran: (clock: string, late: string): string => `Ran at ${clock}, ${late} after it was due.`,
  ranLate: (late: string, clock: string, causes: string): string => `Ran ${late} late, at ${clock}${causes}.`,
  attempts: (count: number): string => ` It took ${count} attempts.`,
  postponed: (since: string): string =>
    `schedules of this account take long to compute, and waited for their turn from ${since} on`,
  waitedForRun: (other: string, began: string): string =>
    `it waited for the run of ${other}, which began at ${began}`,
  queuedAt: (clock: string): string => `it was put into the queue at ${clock}`,
  waitedInQueue: (duration: string): string => `it waited ${duration} in the queue`,
  runningSince: (clock: string, attempt: number): string =>
    `Running since ${clock}${attempt > 1 ? `, attempt ${attempt}` : ''}.`,
  waiting: (clock: string): string => `Waiting: due at ${clock}, not started yet.`,
  waitingForAttempt: (attempt: number, clock: string): string =>
    `Waiting for attempt ${attempt}, at ${clock} or a moment later.`,
  failed: (attempts: number, why: string): string =>
    `Failed after ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}: ${why}.`,
  noReasonGiven: 'no reason was given',
  needsScope: 'a key needs runs:read to see why',

  skipped: (why: string): string => `Skipped: ${why}.`,
  runOf: (clock: string): string => `the run of ${clock}`,
  workerLost: (run: string): string => `${run} had not ended: its worker was lost`,
  goingAtStart: (run: string, began: string): string =>
    `${run}, which began at ${began}, was going when this one could start`,
  madeUp: (run: string, began: string): string => `${run}, made up for at ${began}, was still going`,
  stillGoing: (run: string): string => `${run} was still going`,
  anotherGoing: 'another run was going',
  notInTime: 'it could not be started in time',
  standsFor: (why: string, other: string): string => `${why}; the run of ${other} stands for it`,
  usedUpBefore: 'as many runs of the job as its limit allows had been started before',
  disabledBy: (who: string | null, when: string | null, cause: string): string =>
    `Canceled: ${somebody(who)} disabled the job${at(when)}${cause}.`,
  deletedBy: (who: string | null, when: string | null): string =>
    `Canceled: ${somebody(who)} deleted the job${at(when)}.`,
  changedBy: (who: string | null, when: string | null): string =>
    `Canceled: ${somebody(who)} changed the schedule${at(when)}.`,
  canceledBy: (who: string, when: string | null): string => `Canceled: ${who} canceled it${at(when)}.`,
  canceledByHand: (when: string | null): string => `Canceled by hand${at(when)}.`,
  quota: 'Nothing was sent: a daily quota was used up. The attempt says which.',
  poison: (times: number): string => `Stopped: the process that carried it out died ${times} times.`,
  unknownOutcome: 'A worker was lost; whether the effect happened is not known.',
  noReason: 'It ended, and no reason is on record.',

  notKnown: 'Not known: how the job was planned then is not kept any more.',
  madeLater: (created: string): string => `Not planned: the job was made later, at ${created}.`,
  isOff: (isAhead: boolean, isDeleted: boolean, since: string, cause: string): string =>
    `${isAhead ? 'Will not run: the job has' : 'Not run: the job had'} been ${isDeleted ? 'deleted' : 'disabled'}${since}${cause}.`,
  offSince: (when: string, who: string): string => ` since ${when}, by ${who}`,
  downSince: (when: string): string => `Not run yet: Punctual has been down since ${when}.`,
  noRecord: 'No record of it is kept.',
  notRecorded: (why: string): string => `Not recorded yet: ${why}.`,
  noWatcher: 'no watcher has come to it',
  notPlanned: 'Not planned: the schedule has no run at this time.',
  nearest: (times: string[]): string => ` Nearest: ${times.join(' and ')}.`,
  usedUp: (limit: number | null, starts: number, isOpen: boolean): string =>
    `Not planned: the job may start ${limit} scheduled runs at most, and ${starts} ${starts === 1 ? 'has' : 'have'} been started${isOpen ? '; the others come before this time, unless some are skipped' : ''}.`,
  planned: (when: string): string => `Planned for ${when}.`,
  clocksChange: ' Clocks change that day.',
};
