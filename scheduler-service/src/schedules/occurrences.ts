import type { OccurrenceView } from '@punctual/shared/api/schedules-contract';
import { type JudgedOccurrence, judgeOccurrences } from '@punctual/shared/jobs/verdicts';
import { validationFailed } from '@punctual/shared/platform/errors';
import { occurrencesBetween } from '@punctual/shared/schedules/next-runs';
import { localIso } from '@punctual/shared/schedules/zones';
import type { JobDocument } from '@punctual/shared/store/documents';
import type { RunStore } from '@punctual/shared/store/run-store';
import { zoneOf } from './zone-of.ts';

const MOST = 1_000;

export interface Window {
  from: Date;
  to: Date;
}

export function windowOf({ from, to }: { from: string; to: string }): Window {
  const window = { from: new Date(from), to: new Date(to) };
  if (window.from < window.to) return window;
  throw validationFailed([{ path: 'to', message: 'The end is before the start.' }]);
}

/** The occurrences of a job in a window, from the earliest, with what became of each. */
export async function occurrencesOf(
  job: JobDocument,
  window: Window,
  runs: RunStore,
  now: Date,
  timezone: string,
) {
  const { from, to } = window;
  const occurrences = occurrencesBetween(job.schedule, from, to, MOST + 1);
  const recorded = await runs.scheduledBetween(job._id, from, to, MOST + 1);
  const judged = judgeOccurrences(occurrences, recorded, { now, enabled: job.enabled });
  const zone = zoneOf(job.schedule, timezone);
  return { data: judged.slice(0, MOST).map((one) => present(one, zone)), isCut: judged.length > MOST };
}

const present = (
  { at, dueAt, note, verdict, reason, runId }: JudgedOccurrence,
  zone: string,
): OccurrenceView => ({
  at: at.toISOString(),
  local: localIso(at, zone),
  dueAt: dueAt.toISOString(),
  ...{ note, verdict, reason, runId },
});
