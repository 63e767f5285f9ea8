import { TASK_TYPES, type TaskType } from '@punctual/contracts/tasks/task';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, RunDocument } from '../database/documents.ts';
import type { Sent } from './believed.ts';
import { SUSPECT_CRASHES } from './suspects.ts';

type Filter = mongo.Filter<RunDocument>;

/** The fields of a waiting run that decide whether it is dispatched now. */
export interface Waiting extends Sent {
  _id: Id;
  jobId: Id;
  ownerId: Id;
  type: TaskType;
}
const FIELDS = {
  jobId: 1,
  ownerId: 1,
  type: '$snapshot.task.type',
  nextAttemptAt: 1,
  dispatchAfter: 1,
  dispatches: 1,
  fence: 1,
  after: 1,
} as const;

/** The oldest are read so many at a time. */
const HEAD = 500;
/** An owner with so many of these is a crowd: the others are looked for beside it, and not behind. */
const CROWD = HEAD / 10;
/** With more crowds than this, what waits is read as it comes. */
const MOST_CROWDS = 20;
/** This many of a crowd are read of a kind that waits for another side: an owner has no more under way at a time. */
const OF_CROWD = 100;
/** As it comes, this many times what is wanted is read. */
const TIMES = 4;
/** Leads to an owner's runs of a kind, without those of others. */
const SHARES_INDEX = 'waiting_share';

/**
 * Reads the heads of what waits to be dispatched: the oldest runs of all owners and kinds that wait. It costs as much
 * as there are owners, and no more where one of them has tens of thousands waiting.
 */
export class WaitingHeads {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /** @param limit the number of runs that are wanted at most, for all owners together */
  async read(now: Date, limit: number): Promise<Waiting[]> {
    const due: Filter = {
      status: 'PENDING',
      dispatchAfter: { $lte: now },
      crashCount: { $lt: SUSPECT_CRASHES },
    };
    const crowds = new Map<string, Id>();
    let head = await this.#oldest(due, HEAD);
    while (head.length >= HEAD) {
      const found = findCrowds(head);
      for (const [owner, id] of found) crowds.set(owner, id);
      if (found.size === 0 || crowds.size > MOST_CROWDS) return this.#readAsItComes(due, limit);
      head = await this.#beside(due, [...crowds.values()]);
    }
    const own = await Promise.all([...crowds.values()].map((owner) => this.#ofEachKind(due, owner, limit)));
    return [...head, ...own.flat()];
  }

  /** Reads the oldest of owners that are not among these: from each gap between them in the order of ids. */
  async #beside(due: Filter, owners: Id[]): Promise<Waiting[]> {
    const ids = owners.toSorted((a, b) => a.toHexString().localeCompare(b.toHexString()));
    const gaps = [undefined, ...ids].map((above, i) => ({
      ...(above ? { $gt: above } : {}),
      ...(ids[i] ? { $lt: ids[i] } : {}),
    }));
    const found = await Promise.all(
      gaps.map((ownerId) => this.#oldest({ ...due, ownerId }, HEAD, SHARES_INDEX)),
    );
    return found.flat();
  }

  async #ofEachKind(due: Filter, ownerId: Id, limit: number): Promise<Waiting[]> {
    const found = TASK_TYPES.map((type) => {
      const which = { ...due, ownerId, 'snapshot.task.type': type };
      return this.#oldest(which, type === 'log' ? limit : Math.min(limit, OF_CROWD), SHARES_INDEX);
    });
    return (await Promise.all(found)).flat();
  }

  /** Reads the oldest of very many owners, and of those whom these hide. */
  async #readAsItComes(due: Filter, limit: number): Promise<Waiting[]> {
    const head = await this.#oldest(due, TIMES * limit);
    const seen = new Set(head.map(({ ownerId }) => ownerId.toHexString()));
    const owners = await this.#collections.runs.distinct('ownerId', due);
    const hidden = owners.filter((owner) => !seen.has(owner.toHexString())).slice(0, limit);
    const share = Math.ceil(limit / owners.length);
    const found = await Promise.all(
      hidden.map((ownerId) => this.#oldest({ ...due, ownerId }, share, SHARES_INDEX)),
    );
    return [...head, ...found.flat()];
  }

  #oldest(which: Filter, limit: number, hint?: string): Promise<Waiting[]> {
    return this.#collections.runs
      .find(which, hint ? { hint } : {})
      .sort({ dispatchAfter: 1 })
      .limit(limit)
      .project<Waiting>(FIELDS)
      .toArray();
  }
}

function findCrowds(head: Waiting[]): Map<string, Id> {
  const counts = new Map<string, number>();
  for (const { ownerId } of head) {
    const owner = ownerId.toHexString();
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  const crowded = head.filter(({ ownerId }) => (counts.get(ownerId.toHexString()) ?? 0) >= CROWD);
  return new Map(crowded.map(({ ownerId }) => [ownerId.toHexString(), ownerId]));
}
