import type { OccurrenceView } from '@punctual/contracts/api/schedules-contract';
import { countBetween, occurrencesBetween } from '@punctual/contracts/schedules/next-runs';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { RevisionStore, ScheduleSpan } from '@punctual/engine/database/revision-store';
import type { RunStore } from '../../runs/run-store.ts';
import type { TimeRange } from '../../runs/time-range.ts';
import { getDisplayZone } from '../display-zone.ts';
import { findLastPlanned } from '../last-planned.ts';
import {
  assignVerdicts,
  type OccurrenceWithVerdict,
  type PossibleOccurrence,
  type RunBeyond,
} from './occurrence-verdicts.ts';

const MOST = 1_000;
/** One more than is listed, to know if there are more. */
const LOOKED_AT = MOST + 1;

/** Reads the occurrences of jobs. */
export class OccurrenceReader {
  readonly #runs: RunStore;
  readonly #revisions: RevisionStore;

  constructor(runs: RunStore, revisions: RevisionStore) {
    this.#runs = runs;
    this.#revisions = revisions;
  }

  /** Lists the occurrences of a job in a range, the earliest first, each with its verdict. */
  async list(job: JobDocument, range: TimeRange, now: Date, timezone: string) {
    const last = await findLastPlanned(job, now, this.#runs);
    const possible = listPossible(await this.#findSpans(job, range.to), range, last);
    const recorded = await this.#runs.scheduledBetween(job._id, range.from, range.to, LOOKED_AT);
    const beyond = await this.#findRunBeyond(job, possible);
    const occurrences = assignVerdicts(possible, recorded, { now, beyond });
    // Where one of the two lists is cut, nothing is known of what lies behind its end.
    const end = Math.min(
      findEnd(possible.map(({ at }) => at)),
      findEnd(recorded.map(({ scheduledFor }) => scheduledFor)),
    );
    const known = occurrences.filter(({ at }) => at.getTime() < end).slice(0, MOST);
    const zone = getDisplayZone(job.schedule, timezone);
    return { data: known.map((one) => present(one, zone)), isCut: known.length < occurrences.length };
  }

  /** Finds the schedules of a job from its creation on: instants before it that fit its schedule are no occurrences. */
  async #findSpans(job: JobDocument, to: Date): Promise<ScheduleSpan[]> {
    const spans = await this.#revisions.spans(job._id, to);
    const { schedule, enabled, createdAt } = job;
    return spans.length > 0 ? spans : [{ from: createdAt, to: null, schedule, enabled }];
  }

  /** Finds the run behind the last occurrence, if it is the stand-in for that one and others before it. */
  async #findRunBeyond(job: JobDocument, possible: PossibleOccurrence[]): Promise<RunBeyond | null> {
    const last = possible.at(-1);
    const run = last ? await this.#runs.standInFor(job._id, last.at) : null;
    if (!last || !run?.missed) return null;
    const between = countBetween(job.schedule, new Date(last.at.getTime() + 1), run.scheduledFor);
    return { runId: run._id.toHexString(), missed: Math.max(0, run.missed - between) };
  }
}

const findEnd = (times: Date[]): number =>
  times.length < LOOKED_AT ? Number.POSITIVE_INFINITY : (times.at(-1)?.getTime() ?? 0);

/** @param last the last occurrence that the newest schedule may have; null without such a limit */
function listPossible(spans: ScheduleSpan[], range: TimeRange, last: Date | null): PossibleOccurrence[] {
  const limit = last ? last.getTime() + 1 : Number.POSITIVE_INFINITY;
  return spans
    .flatMap(({ from, to, schedule, enabled }) => {
      const start = Math.max(from.getTime() + 1, range.from.getTime());
      const end = Math.min(to ? to.getTime() + 1 : limit, range.to.getTime());
      if (start >= end) return [];
      const within = occurrencesBetween(schedule, new Date(start), new Date(end), LOOKED_AT);
      return within.map((occurrence) => ({ ...occurrence, enabled }));
    })
    .slice(0, LOOKED_AT);
}

const present = (occurrence: OccurrenceWithVerdict, zone: string): OccurrenceView => ({
  at: occurrence.at.toISOString(),
  local: localIso(occurrence.at, zone),
  dueAt: occurrence.dueAt.toISOString(),
  note: occurrence.note,
  verdict: occurrence.verdict,
  reason: occurrence.reason,
  runId: occurrence.runId,
});
