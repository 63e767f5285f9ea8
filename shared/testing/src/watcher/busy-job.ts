import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { heldAnswer } from './held-answer.ts';
import { mailingJob, type Surroundings } from './watcher.ts';

let people = 0;
/** An address that no other test writes to. */
export const somebody = (): string => `person-${++people}@example.com`;

/** Runs come only when they are asked for. */
export const ON_DEMAND = { nextOccurrence: null, nextRunAt: null } as const;

export interface BusyJob {
  job: JobDocument;
  to: string;
  /** The run under way. */
  active: RunDocument;
  /** Lets it succeed. */
  give(): void;
}

/** A job whose run is under way: the mail server has its message, and holds back its answer. */
export async function busy(here: Surroundings, more: Partial<JobDocument> = {}): Promise<BusyJob> {
  const [to, held] = [somebody(), heldAnswer()];
  here.smtp.script(to, held.answer);
  const job = await here.add(mailingJob(to, { ...ON_DEMAND, ...more }));
  const active = await here.arrive(job);
  await here.sent(to);
  return { job, to, active, give: held.give };
}
