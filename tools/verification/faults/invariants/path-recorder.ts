import { setTimeout as pause } from 'node:timers/promises';
import type { Collections } from '@punctual/engine/database/collections';
import type { RunDocument } from '@punctual/engine/database/documents';
import { isSame, type Paths, type Station } from './run-paths.ts';

/** Looking takes at most about this share of the database's time. */
const SHARE = 0.1;
const SHORTEST_PAUSE_MS = 100;
const FIELDS = { runKey: 1, status: 1, reason: 1, fence: 1, attempt: 1 } as const;

/**
 * Writes down the statuses that runs go through, by reading all of them again and again, past the product. It sees
 * where runs are when it looks, not each step: of a run that started and was taken over between two looks it sees
 * the sum. Fences give that away for the most part, because each start raises them. What it cannot see: an illegal
 * change that was undone before the next look without touching fence and attempt. (The embedded database has no
 * change streams, and what updates do, being pipelines, cannot be read from the wire.)
 */
export class PathRecorder {
  readonly #runs: () => Collections['runs'];
  #paths = new Map<string, (Station | null)[]>();
  #recording = false;
  #recorded: Promise<void> = Promise.resolve();
  #looking: Promise<unknown> = Promise.resolve();

  constructor(runs: () => Collections['runs']) {
    this.#runs = runs;
  }

  get paths(): Paths {
    return this.#paths;
  }

  start(): void {
    this.#recording = true;
    this.#recorded = this.#record();
  }

  /** Looks once, after a look that is under way: what was read earlier is not written down later. */
  look(): Promise<void> {
    const look = this.#looking.then(() => this.#look());
    this.#looking = look.catch(() => {}); // the caller is told; the next look is another
    return look;
  }

  forget(): void {
    this.#paths = new Map();
  }

  async stop(): Promise<void> {
    this.#recording = false;
    await this.#recorded;
  }

  async #record(): Promise<void> {
    while (this.#recording) {
      const since = performance.now();
      await this.look();
      const took = performance.now() - since;
      await pause(Math.max(SHORTEST_PAUSE_MS, took / SHARE - took));
    }
  }

  async #look(): Promise<void> {
    const runs = await this.#runs()
      .find<Pick<RunDocument, keyof typeof FIELDS>>({}, { projection: FIELDS })
      .toArray();
    const there = new Set(runs.map(({ runKey }) => runKey));
    for (const { runKey, status, reason, fence, attempt } of runs)
      this.#write(runKey, { status, reason, fence, attempt });
    for (const key of this.#paths.keys()) if (!there.has(key)) this.#write(key, null);
  }

  #write(key: string, now: Station | null): void {
    const path = this.#paths.get(key);
    const before = path?.at(-1);
    if (!path) this.#paths.set(key, [now]);
    else if (now && before ? !isSame(before, now) : now !== before) path.push(now);
  }
}
