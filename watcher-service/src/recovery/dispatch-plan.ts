import type { TaskType } from '@punctual/contracts/tasks/task';
import type { ProcessStore } from '@punctual/engine/database/process-store';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { mayBeQueued } from '@punctual/engine/runs/believed';
import type { RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { Waiting } from '@punctual/engine/runs/waiting-heads';
import type { Places } from '../work/places.ts';
import { createTaskPlaces, SHARED_OUT, type TaskPlaces } from '../work/task-places.ts';

/** The number of workers changes seldom: it is read again after this long (ms). */
const WORKERS_KNOWN_MS = 5_000;

/** Decides which of the waiting runs may be dispatched now: as far as queues have room and owners may hold places. */
export class DispatchPlan {
  readonly #rooms: Map<TaskType, number>;
  readonly #places: TaskPlaces;
  readonly #behind: ReadonlyMap<TaskType, number>;
  /** Some did not fit, because their owners have their share of the places. */
  lacksPlaces = false;
  /** Some did not fit, because the queue of their kind is full. */
  lacksRoom = false;

  /** @param behind when what comes next in each queue that is behind was due, in ms since 1970 */
  constructor(
    rooms: Map<TaskType, number>,
    places: TaskPlaces,
    behind: ReadonlyMap<TaskType, number> = new Map(),
  ) {
    this.#rooms = rooms;
    this.#places = places;
    this.#behind = behind;
  }

  /** Is true where no queue takes anything: full, or away. */
  get isShut(): boolean {
    return [...this.#rooms.values()].every((room) => room === 0);
  }

  /** Tells whether the entry of a run may be in its queue still: it is late then, and not lost. */
  mayBeQueued(run: Waiting, now: Date): boolean {
    return mayBeQueued(run, this.#behind.get(run.type), now);
  }

  /** Counts a run in, if it may be dispatched. */
  fits({ ownerId, type }: Pick<Waiting, 'ownerId' | 'type'>): boolean {
    const room = this.#rooms.get(type) ?? 0;
    const places = this.#places.get(type);
    if (room === 0) this.lacksRoom = true;
    else if (places && !places.enter(ownerId.toHexString())) this.lacksPlaces = true;
    else {
      this.#rooms.set(type, room - 1);
      return true;
    }
    return false;
  }
}

/**
 * Makes plans from what all workers carry out now. A plan is a guess, and may be: the worker that takes an entry
 * decides, and gives back what it has no place for.
 */
export class DispatchPlans {
  readonly #dispatcher: Pick<Dispatcher, 'rooms' | 'behind'>;
  readonly #recovery: Pick<RunRecovery, 'holders'>;
  readonly #processes: Pick<ProcessStore, 'alive'>;
  readonly #clock: Clock;
  readonly #self: { owner: string; places: TaskPlaces };
  readonly #perWorker: number;
  readonly #hasOneOwner: () => boolean;
  #workers: string[] = [];
  #readAt = Number.NEGATIVE_INFINITY;

  /**
   * @param self the name of this process, and its own places, which it knows best
   * @param perWorker the places for each kind in a worker: the others are taken to have as many as this one
   */
  constructor(
    dispatcher: Pick<Dispatcher, 'rooms' | 'behind'>,
    recovery: Pick<RunRecovery, 'holders'>,
    processes: Pick<ProcessStore, 'alive'>,
    clock: Clock,
    self: { owner: string; places: TaskPlaces },
    perWorker: number,
    hasOneOwner: () => boolean,
  ) {
    this.#dispatcher = dispatcher;
    this.#recovery = recovery;
    this.#processes = processes;
    this.#clock = clock;
    this.#self = self;
    this.#perWorker = perWorker;
    this.#hasOneOwner = hasOneOwner;
  }

  async make(): Promise<DispatchPlan> {
    const { owner, places: own } = this.#self;
    const others = (await this.#alive()).filter((worker) => worker !== owner);
    const isWorker = own.size > 0;
    const [rooms, behind, held] = await Promise.all([
      this.#dispatcher.rooms(),
      this.#dispatcher.behind(),
      others.length > 0 ? this.#recovery.holders(others, SHARED_OUT) : [],
    ]);
    const workers = Math.max(1, others.length + (isWorker ? 1 : 0));
    const places = createTaskPlaces(this.#perWorker * workers, this.#hasOneOwner);
    for (const { type, ownerId, count } of held) places.get(type)?.hold(ownerId.toHexString(), count);
    for (const [type, kind] of own) addAll(places.get(type), kind.holders);
    return new DispatchPlan(rooms, places, behind);
  }

  async #alive(): Promise<string[]> {
    const now = performance.now();
    if (now - this.#readAt < WORKERS_KNOWN_MS) return this.#workers;
    const alive = await this.#processes.alive('work', this.#clock.now());
    this.#workers = alive.map(({ _id }) => _id);
    this.#readAt = now;
    return this.#workers;
  }
}

function addAll(places: Places | undefined, holders: ReadonlyMap<string, number>): void {
  for (const [owner, count] of holders) places?.hold(owner, count);
}
