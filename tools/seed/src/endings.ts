import { HOUR_MS } from '@punctual/contracts/time';
import type { Attempt, RunDocument } from '@punctual/engine/database/documents';

type Chance = (what: string) => number;

const RETENTION_MS = 90 * 24 * HOUR_MS;
/** Share of a job's ended runs that failed; of the rest, those not named below are COMPLETED. */
const FAILED = 0.05;
const SKIPPED = 0.04;
const CANCELED = 0.02;
/** Shares of the newest runs that wait for another attempt, and that are under way. */
const RETRYING = 0.03;
const RUNNING = 0.06;
/** Most start within milliseconds; now and then a worker was away. */
const USUAL_LATENESS_MS = 4;
const OUTAGES = 0.004;
const OUTAGE_MS = 45_000;

/** A run of the past as it may have gone, by chance; the newest of a job may still be open. */
export function endOf(run: RunDocument, at: Chance, isNewest: boolean, now: Date): RunDocument {
  const fate = at('fate');
  if (isNewest && fate < RUNNING && run.snapshot.task.type === 'log') return underWay(run, now);
  if (isNewest && fate < RUNNING + RETRYING) return retrying(run, at, now);
  if (fate > 1 - CANCELED) return unstarted(run, 'CANCELED', 'BY_USER');
  if (fate > 1 - CANCELED - SKIPPED)
    return unstarted(run, 'SKIPPED', at('why') < 0.7 ? 'OVERLAP' : 'MISFIRED');
  return ended(run, at, fate > 1 - CANCELED - SKIPPED - FAILED);
}

/** Milliseconds: log-normal, as waiting times are, with a long end. */
function latenessOf(at: Chance): number {
  if (at('outage') < OUTAGES) return Math.round(at('late') * OUTAGE_MS);
  const normal = Math.sqrt(-2 * Math.log(1 - at('late'))) * Math.cos(2 * Math.PI * at('angle'));
  return Math.round(USUAL_LATENESS_MS * Math.exp(0.7 * normal));
}

const later = (date: Date, ms: number): Date => new Date(date.getTime() + ms);

function startOf(run: RunDocument, at: Chance) {
  const lateness = latenessOf(at);
  const startedAt = later(run.dueAt, lateness);
  return { lateness, startedAt, attemptStartedAt: startedAt, queuedAt: run.dueAt };
}

function ended(run: RunDocument, at: Chance, failed: boolean): RunDocument {
  const start = startOf(run, at);
  const finishedAt = later(
    start.startedAt,
    2 + Math.round(at('took') * (run.snapshot.task.type === 'log' ? 3 : 900)),
  );
  const attempt = attemptOf(run, start.startedAt, finishedAt, failed ? 'FAILED' : 'COMPLETED');
  return {
    ...run,
    ...start,
    ...terminal(failed ? 'FAILED' : 'COMPLETED', null, finishedAt),
    ...{ attempt: 1, fence: 1, attempts: [attempt] },
  };
}

const unstarted = (
  run: RunDocument,
  status: 'SKIPPED' | 'CANCELED',
  reason: RunDocument['reason'],
): RunDocument => ({
  ...run,
  ...terminal(status, reason, run.dueAt),
});

const terminal = (status: RunDocument['status'], reason: RunDocument['reason'], finishedAt: Date) => ({
  ...{ status, reason, finishedAt, dispatchAfter: null, settled: true },
  expiresAt: later(finishedAt, RETENTION_MS),
});

/** It waits for its second attempt, within the hour. */
function retrying(run: RunDocument, at: Chance, now: Date): RunDocument {
  const start = startOf(run, at);
  const nextAttemptAt = later(now, Math.round((0.1 + 0.9 * at('again')) * HOUR_MS));
  const attempt = attemptOf(run, start.startedAt, later(start.startedAt, 250), 'RETRY');
  return {
    ...run,
    ...start,
    ...{
      attempt: 1,
      fence: 1,
      attempts: [attempt],
      nextAttemptAt,
      dispatchAfter: later(nextAttemptAt, 5_000),
    },
  };
}

/** Some worker holds it, which will not be heard of again: the sweep takes it over in an hour. */
function underWay(run: RunDocument, now: Date): RunDocument {
  const held = { owner: 'seed', startToken: 'seed', leaseUntil: later(now, HOUR_MS), dispatchAfter: null };
  return {
    ...run,
    ...held,
    ...{ status: 'RUNNING', attempt: 1, fence: 1, lateness: 3, queuedAt: run.dueAt },
    ...{ startedAt: later(run.dueAt, 3), attemptStartedAt: later(run.dueAt, 3) },
  };
}

function attemptOf(
  run: RunDocument,
  startedAt: Date,
  finishedAt: Date,
  outcome: Attempt['outcome'],
): Attempt {
  const well = outcome === 'COMPLETED';
  const { type } = run.snapshot.task;
  if (type === 'log')
    return {
      startedAt,
      finishedAt,
      outcome,
      code: null,
      error: well ? null : 'It was lost.',
      response: null,
    };
  const code = type === 'email' ? (well ? 250 : 450) : well ? 200 : 503;
  const error = well ? null : `The other side answered ${code}.`;
  return { startedAt, finishedAt, outcome, code, error, response: well ? 'OK' : 'Try again later' };
}
