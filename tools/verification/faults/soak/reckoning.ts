import type { Window } from '../invariants/evidence.ts';

/** When a job runs, told so simply that its times can be reckoned without the product's code. Times in ms. */
export interface Plan {
  startAt: number;
  everyMs: number;
  endAt: number;
}

interface Span {
  plan: Plan;
  from: number;
  /** Null while it lasts. */
  to: number | null;
}

/** Right around an answer nobody can say on which side of it an instant lies. */
const UNSURE_MS = 250;

/**
 * The windows of one job, by arithmetic. Expected is what lies surely in a time in which the job was enabled with
 * this plan: after the 2xx that made it so, and before the request that ended it was sent.
 */
export class Reckoning {
  readonly #spans: Span[] = [];
  readonly #plans: Plan[] = [];

  begin(plan: Plan, from: number): void {
    this.#spans.push({ plan, from, to: null });
  }

  /** A plan that may come to hold, be it that the answer to it is lost. */
  propose(plan: Plan): void {
    this.#plans.push(plan);
  }

  end(to: number): void {
    const last = this.#spans.at(-1);
    if (last) last.to ??= to;
  }

  windows(jobId: string): Window[] {
    return this.#spans.flatMap(({ plan, from, to }) =>
      instants(plan, from + UNSURE_MS, (to ?? plan.endAt + 1) - (to === null ? 0 : UNSURE_MS)).map((at) => ({
        jobId,
        at: new Date(at),
        everyMs: plan.everyMs,
      })),
    );
  }

  /** Tells if a run of the schedule may exist at this instant at all. */
  knows(at: Date): boolean {
    const time = at.getTime();
    return this.#plans.some(
      ({ startAt, everyMs, endAt }) => time >= startAt && time <= endAt && (time - startAt) % everyMs === 0,
    );
  }
}

/** Those after `from` and before `to`. */
function instants({ startAt, everyMs, endAt }: Plan, from: number, to: number): number[] {
  const first = Math.max(0, Math.floor((from - startAt) / everyMs) + 1);
  const times: number[] = [];
  for (let at = startAt + first * everyMs; at <= endAt && at < to; at += everyMs) times.push(at);
  return times;
}
