import { MAX_OCCURRENCES } from '@punctual/contracts/api/limits';
import type { OccurrenceView } from '@punctual/contracts/api/schedules-contract';
import { countBetween, occurrencesBetween } from '@punctual/contracts/schedules/next-runs';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { RevisionStore, ScheduleSpan } from '@punctual/engine/database/revision-store';
import { validationFailed } from '@punctual/engine/platform/errors';
import type { RunStore } from '../runs/run-store.ts';
import { type JudgedOccurrence, judgeOccurrences, type PossibleOccurrence } from '../runs/verdicts.ts';
import { zoneOf } from './zone-of.ts';

/** One more, to know that there are more. */
const LOOKED_AT = MAX_OCCURRENCES + 1;

export interface Window {
  from: Date;
  to: Date;
}

export function windowOf({ from, to }: { from: string; to: string }): Window {
  const window = { from: new Date(from), to: new Date(to) };
  if (window.from < window.to) return window;
  throw validationFailed([{ path: 'to', message: 'The end is before the start.' }]);
}

export interface OccurrencesParts {
  runs: RunStore;
  revisions: RevisionStore;
}

/** The occurrences of a job in a window, from the earliest, with what became of each. */
export async function occurrencesOf(
  job: JobDocument,
  window: Window,
  now: Date,
  timezone: string,
  parts: OccurrencesParts,
) {
  const { from, to } = window;
  const possible = inSpans(await spansOf(job, to, parts.revisions), window);
  const recorded = await parts.runs.scheduledBetween(job._id, from, to, LOOKED_AT);
  const beyond = await runBeyond(job, possible, parts.runs);
  const judged = judgeOccurrences(possible, recorded, { now, beyond });
  // Where one of the two lists is cut, nothing is known of what lies behind its end.
  const end = Math.min(
    endOf(possible.map(({ at }) => at)),
    endOf(recorded.map(({ scheduledFor }) => scheduledFor)),
  );
  const known = judged.filter(({ at }) => at.getTime() < end).slice(0, MAX_OCCURRENCES);
  const zone = zoneOf(job.schedule, timezone);
  return { data: known.map((one) => present(one, zone)), isCut: known.length < judged.length };
}

const endOf = (times: Date[]): number =>
  times.length < LOOKED_AT ? Number.POSITIVE_INFINITY : (times.at(-1)?.getTime() ?? 0);

/** From its creation on; what lies before it and is yet by its schedule (a start in the past) is no occurrence. */
async function spansOf(job: JobDocument, to: Date, revisions: RevisionStore): Promise<ScheduleSpan[]> {
  const spans = await revisions.spans(job._id, to);
  const { schedule, enabled, createdAt } = job;
  return spans.length > 0 ? spans : [{ from: createdAt, to: null, schedule, enabled }];
}

function inSpans(spans: ScheduleSpan[], window: Window): PossibleOccurrence[] {
  return spans
    .flatMap(({ from, to, schedule, enabled }) => {
      const start = Math.max(from.getTime() + 1, window.from.getTime());
      const end = Math.min(to ? to.getTime() + 1 : Number.POSITIVE_INFINITY, window.to.getTime());
      if (start >= end) return [];
      const within = occurrencesBetween(schedule, new Date(start), new Date(end), LOOKED_AT);
      return within.map((occurrence) => ({ ...occurrence, enabled }));
    })
    .slice(0, LOOKED_AT);
}

/** The run behind the last occurrence, if it stands for that one and others before it. */
async function runBeyond(job: JobDocument, possible: PossibleOccurrence[], runs: RunStore) {
  const last = possible.at(-1);
  const run = last ? await runs.standInFor(job._id, last.at) : null;
  if (!last || !run?.missed) return null;
  const between = countBetween(job.schedule, new Date(last.at.getTime() + 1), run.scheduledFor);
  return { runId: run._id.toHexString(), missed: Math.max(0, run.missed - between) };
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
