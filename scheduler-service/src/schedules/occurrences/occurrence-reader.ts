import type { OccurrenceView } from '@punctual/contracts/api/schedules-contract';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { RevisionStore, ScheduleSpan } from '@punctual/engine/database/revision-store';
import type { ScheduleComputer } from '../../computing/schedule-computer.ts';
import { StepAllowance } from '../../computing/step-allowance.ts';
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
  readonly #computer: ScheduleComputer;

  constructor(runs: RunStore, revisions: RevisionStore, computer: ScheduleComputer) {
    this.#runs = runs;
    this.#revisions = revisions;
    this.#computer = computer;
  }

  /** Lists the occurrences of a job in a range, the earliest first, each with its verdict. */
  async list(job: JobDocument, range: TimeRange, now: Date, timezone: string) {
    const last = await findLastPlanned(job, now, this.#runs, this.#computer);
    const spans = await this.#findSpans(job, range.to);
    const listed = await this.#listPossible(job.ownerId.toHexString(), spans, range, last);
    const possible = listed.map(withAhead(job));
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

  /**
   * Lists occurrences span by span, as many as are looked at.
   * @param last the last occurrence that the newest schedule may have; null without such a limit
   */
  async #listPossible(
    owner: string,
    spans: ScheduleSpan[],
    range: TimeRange,
    last: Date | null,
  ): Promise<PossibleOccurrence[]> {
    const ended = last ? last.getTime() + 1 : Number.POSITIVE_INFINITY;
    const possible: PossibleOccurrence[] = [];
    // A job may have had many schedules: together they take no more than one.
    const allowance = new StepAllowance();
    for (const { from, to, schedule, enabled } of spans) {
      const start = Math.max(from.getTime() + 1, range.from.getTime());
      const end = Math.min(to ? to.getTime() + 1 : ended, range.to.getTime());
      const limit = LOOKED_AT - possible.length;
      if (start >= end || limit === 0) continue;
      const period = [new Date(start), new Date(end)] as const;
      const args = [schedule, ...period, limit] as const;
      const within = await this.#computer.computeWithin(allowance, owner, 'occurrencesBetween', ...args);
      possible.push(...within.map((occurrence) => ({ ...occurrence, enabled })));
    }
    return possible;
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
    const from = new Date(last.at.getTime() + 1);
    const owner = job.ownerId.toHexString();
    const between = await this.#computer.compute(owner, 'countBetween', job.schedule, from, run.scheduledFor);
    return { runId: run._id.toHexString(), missed: Math.max(0, run.missed - between) };
  }
}

const findEnd = (times: Date[]): number =>
  times.length < LOOKED_AT ? Number.POSITIVE_INFINITY : (times.at(-1)?.getTime() ?? 0);

/** The occurrence at which a job is now is to come, whatever the job was when its instant passed. */
const withAhead =
  ({ enabled, ownerDisabled, nextOccurrence, nextRunAt }: JobDocument) =>
  (occurrence: PossibleOccurrence): PossibleOccurrence => {
    const isNext = enabled && !ownerDisabled && nextOccurrence?.getTime() === occurrence.at.getTime();
    return isNext && nextRunAt ? { ...occurrence, dueAt: nextRunAt, enabled } : occurrence;
  };

const present = (occurrence: OccurrenceWithVerdict, zone: string): OccurrenceView => ({
  at: occurrence.at.toISOString(),
  local: localIso(occurrence.at, zone),
  dueAt: occurrence.dueAt.toISOString(),
  note: occurrence.note,
  verdict: occurrence.verdict,
  reason: occurrence.reason,
  runId: occurrence.runId,
});
