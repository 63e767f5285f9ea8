import type { RunDocument } from '../database/documents.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { isMissed } from '../runs/plan-due.ts';
import type { RunRecovery } from '../runs/run-recovery.ts';
import type { Dispatcher } from './dispatcher.ts';
import { DueTimer } from './due-timer.ts';
import { RoomLine } from './room-line.ts';

/**
 * Puts runs into the queue at the millisecond at which they are due, or as soon as it has room. Runs that the queue
 * does not take are handed over to the recovery of any process, and so is what is still here when this process stops.
 */
export class DueDispatcher {
  readonly #dispatcher: Pick<Dispatcher, 'enqueueWithin'>;
  readonly #recovery: Pick<RunRecovery, 'handOver'>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #timer: DueTimer;
  readonly #line: RoomLine;
  readonly #sending = new Set<Promise<void>>();

  constructor(
    dispatcher: Pick<Dispatcher, 'enqueueWithin'>,
    recovery: Pick<RunRecovery, 'handOver'>,
    clock: Clock,
    logger: Logger,
  ) {
    this.#dispatcher = dispatcher;
    this.#recovery = recovery;
    this.#clock = clock;
    this.#logger = logger;
    this.#timer = new DueTimer(clock, (due) => this.#start(due));
    // They had their turn: what is late for want of room is not missed.
    this.#line = new RoomLine(dispatcher, (runs) => this.#tryTo(() => recovery.handOver(runs, true), runs));
  }

  /** The number of runs that wait here until they are due. */
  get armed(): number {
    return this.#timer.armed;
  }

  /** Sends each of these runs when it is due: at once, if it is already. */
  arm(runs: RunDocument[]): void {
    this.#timer.arm(runs);
  }

  /** Finishes what is being sent, and hands over what is not due yet. */
  async stop(): Promise<void> {
    const armed = this.#timer.stop();
    await Promise.all(this.#sending);
    await this.#recovery.handOver(armed);
    await this.#recovery.handOver(await this.#line.stop(), true);
  }

  #start(due: RunDocument[]): void {
    const sending = this.#send(due).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  #send(due: RunDocument[]): Promise<void> {
    return this.#tryTo(async () => {
      // This process was held up: what waited is judged as a whole before any of it runs.
      const late = findWaited(due, this.#clock.now());
      await this.#recovery.handOver([...late]);
      const { left, reached } = await this.#dispatcher.enqueueWithin(due.filter((run) => !late.has(run)));
      await this.#recovery.handOver(reached ? this.#line.hold(left) : left, reached);
    }, due);
  }

  async #tryTo(send: () => Promise<void>, runs: RunDocument[]): Promise<void> {
    try {
      await send();
    } catch (err) {
      this.#logger.warn({ err, runs: runs.length }, 'Due runs were not sent; the sweep sends them');
    }
  }
}

/** Finds occurrences that were missed, and those that are due with another one of their job: they waited together. */
function findWaited(due: RunDocument[], now: Date): Set<RunDocument> {
  const planned = due.filter(({ trigger }) => trigger === 'schedule');
  const perJob = new Map<string, number>();
  for (const { jobId } of planned) {
    const id = jobId.toHexString();
    perJob.set(id, (perJob.get(id) ?? 0) + 1);
  }
  const hasWaited = ({ jobId, dueAt }: RunDocument) =>
    isMissed(dueAt, now) || (perJob.get(jobId.toHexString()) ?? 0) > 1;
  return new Set(planned.filter(hasWaited));
}
