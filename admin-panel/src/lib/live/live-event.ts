import type { JobEvent, RunEvent } from '@punctual/contracts/api/events-contract';
import type { StreamedEvent } from './event-parser.ts';

/** A change that the server tells: a job or a run as it is now. */
export type LiveEvent = { kind: 'job'; job: JobEvent } | { kind: 'run'; run: RunEvent };

/** Reads an event of the stream; null for a kind that a newer server sends and this panel does not know. */
export function liveEventOf({ name, data }: StreamedEvent): LiveEvent | null {
  if (name === 'job') return { kind: 'job', job: JSON.parse(data) as JobEvent };
  if (name === 'run') return { kind: 'run', run: JSON.parse(data) as RunEvent };
  return null;
}

export const idOf = (event: LiveEvent): string => (event.kind === 'job' ? event.job.id : event.run.id);

/** Lists the ids that an event is about: of the thing, its job, its owner. */
export function idsIn(event: LiveEvent): string[] {
  if (event.kind === 'run') return [event.run.id, event.run.jobId, event.run.ownerId];
  return 'deleted' in event.job ? [event.job.id] : [event.job.id, event.job.ownerId];
}
