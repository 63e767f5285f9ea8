import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { RunDocument } from '@punctual/engine/database/documents';
import type { ScheduleComputer } from '../../computing/schedule-computer.ts';
import { presentRun } from '../../runs/run-presenter.ts';
import { getDisplayZone } from '../display-zone.ts';
import { type Evidence, presentChange, presentOutage } from './evidence.ts';
import { EXPLAIN_WORDS, type ExplainWords } from './explain-words.ts';
import type { Instant, PartialExplanation } from './instant.ts';
import type { InstantsWithin } from './instants-within.ts';
import { NoRunExplainer } from './no-run.ts';
import { describeRun, isLate } from './sentences.ts';

const NO_EVIDENCE = { reason: null, run: null, blockedBy: null, outage: null, change: null, nearest: [] };

/** Explains instants: if they were occurrences, their verdict in a sentence, and the evidence for it. */
export class Explainer {
  readonly #evidence: Evidence;
  readonly #noRun: NoRunExplainer;
  readonly #instants: InstantsWithin;

  constructor(evidence: Evidence, computer: ScheduleComputer, instants: InstantsWithin) {
    this.#evidence = evidence;
    this.#instants = instants;
    this.#noRun = new NoRunExplainer(evidence, computer);
  }

  /**
   * Explains the first instant with something to say of the time from `at` on, and names the others in it.
   * @param withinMs the length of that time; 1 asks about the very instant
   */
  async explain(instant: Instant, withinMs = 1): Promise<Explanation> {
    const within = withinMs > 1 ? await this.#instants.list(instant, withinMs) : [];
    const [first = instant.at, ...others] = within;
    const zone = getDisplayZone(instant.job.schedule, instant.timezone);
    const also = others.map((at) => ({ at: at.toISOString(), local: localIso(at, zone) }));
    return { ...(await this.#explainOne({ ...instant, at: first })), also };
  }

  async #explainOne(instant: Instant): Promise<Omit<Explanation, 'also'>> {
    const { job, at, timezone } = instant;
    const run = await this.#evidence.findRun(job._id, at);
    const found = run ? await this.#explainRun(run, instant) : await this.#noRun.explain(instant);
    const local = localIso(at, getDisplayZone(job.schedule, timezone));
    const shown = instant.showsRuns ? found : { ...found, run: null, blockedBy: null };
    return { at: at.toISOString(), local, ...NO_EVIDENCE, ...shown };
  }

  async #explainRun(
    run: RunDocument,
    { job, now, timezone, language, showsRuns, namesAll }: Instant,
  ): Promise<PartialExplanation> {
    const [blockedBy, before, outage, change, suspension] = await Promise.all([
      this.#evidence.findBlocker(run),
      this.#evidence.findRunBefore(run),
      wasOnTime(run) ? null : this.#evidence.findOutage(run.dueAt, now),
      this.#evidence.findChangeBehind(run, namesAll),
      this.#evidence.findSuspensionBehind(run),
    ]);
    const zone = getDisplayZone(job.schedule, timezone);
    const words = EXPLAIN_WORDS[language];
    return {
      verdict: run.status,
      reason: run.reason,
      sentence: describeRun({
        words,
        zone,
        run: showsRuns ? run : withoutErrors(run, words),
        blockedBy,
        before,
        outage,
        change,
        suspension,
      }),
      run: presentRun(run),
      blockedBy: blockedBy && presentRun(blockedBy),
      outage: presentOutage(outage),
      change: presentChange(change),
    };
  }
}

/** Tells a run that began on time: no outage had begun for it, whatever the last recorded look of a watcher says. */
const wasOnTime = ({ startedAt, lateness }: RunDocument): boolean => startedAt !== null && !isLate(lateness);

/** Leaves out of a run what came of its attempts: an answer may stand in it. */
const withoutErrors = (run: RunDocument, { needsScope }: ExplainWords): RunDocument => ({
  ...run,
  attempts: run.attempts.map((attempt) => ({ ...attempt, error: needsScope })),
});
