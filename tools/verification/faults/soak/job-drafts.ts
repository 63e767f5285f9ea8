import type { JobDraft } from '@punctual/contracts/jobs/job';
import { DELIVERIES, MISFIRE_POLICIES, OVERLAP_POLICIES } from '@punctual/contracts/jobs/policies';
import { SECOND_MS } from '@punctual/contracts/time';
import type { HttpSink } from '../stack/http-sink.ts';
import type { Random } from './random.ts';
import type { Plan } from './reckoning.ts';

/** Weights of the target's answers by path. */
export type Paths = Readonly<Record<string, number>>;

/** A slow answer outlives the lease, so that heartbeats matter. */
export const QUIET: Paths = { '/ok': 6, '/flaky': 2, '/broken': 1, '/slow': 2 };
/** A neighbour whose calls hold their places for as long as they may. */
export const NOISY: Paths = { '/ok': 1, '/broken': 2, '/hanging': 5, '/upgrading': 2 };
const SLOW_MS = 7_000;
const TIMEOUT_MS = 10_000;

/** Lets the other side be reliable, flaky (each second attempt is refused), broken, slow or silent, by path. */
export function behave(sink: HttpSink): void {
  sink.answers.set('/flaky', ({ attempt }) => ({ status: attempt % 2 === 1 ? 503 : 200 }));
  sink.answers.set('/broken', () => ({ status: 500 }));
  sink.answers.set('/slow', () => ({ status: 200, afterMs: SLOW_MS }));
  sink.answers.set('/hanging', () => ({ never: 'silence' }));
  sink.answers.set('/upgrading', () => ({ never: 'upgrade' }));
}

/** A plan that begins in some seconds and ends with the load, or with its first time. */
export function aPlan(random: Random, endAt: number): Plan {
  const startAt = Date.now() + random.between(500, 4_000);
  return { startAt, everyMs: random.between(1, 5) * SECOND_MS, endAt: Math.max(startAt, endAt) };
}

export const scheduleOf = ({ startAt, everyMs, endAt }: Plan): JobDraft['schedule'] => ({
  kind: 'interval',
  every: everyMs,
  startAt: new Date(startAt).toISOString(),
  endAt: new Date(endAt).toISOString(),
});

/** Draws the task and the policies of a job. */
export function someSettings(random: Random, sink: HttpSink, paths: Paths) {
  return {
    task: {
      type: 'http',
      url: sink.url(random.weighted(paths), 'localhost'),
      method: 'POST',
      expectStatus: '2xx',
    },
    timeoutMs: TIMEOUT_MS,
    retry: { attempts: 3, backoff: 'fixed', delayMs: 500, maxAgeMs: 86_400_000 },
    overlap: random.pick(OVERLAP_POLICIES),
    misfire: random.pick(MISFIRE_POLICIES),
    delivery: random.pick(DELIVERIES),
  };
}
