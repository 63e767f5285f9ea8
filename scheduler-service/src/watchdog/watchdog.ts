import type { WatchdogPart } from '@punctual/contracts/api/health-contract';
import type { WatchdogDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import type { DatabaseStanding } from '@punctual/engine/platform/part-standing';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import type { FactsReader } from './facts-reader.ts';
import { type Finding, findWrong } from './findings.ts';
import type { Change, Teller } from './teller.ts';
import type { WatchdogStore } from './watchdog-store.ts';

const LOOK_MS = 5_000;
/** Wrong is what has been wrong for so long, and well what has been well for so long: a moment is neither. */
const HOLD_MS = 10_000;

/** Looks at whether due jobs are being run, from outside of the processes that run them, and tells when they are not. */
export class Watchdog {
  readonly #facts: Pick<FactsReader, 'read'>;
  readonly #store: WatchdogStore;
  readonly #teller: Teller;
  readonly #database: DatabaseStanding;
  readonly #clock: Clock;
  readonly #logger: Logger;
  /** Since when this copy has found each part wrong, or well. */
  readonly #wrongSince = new Map<WatchdogPart, Date>();
  readonly #startedAt: Date;
  #toldOfDatabase = false;
  #open: Finding[] = [];
  /** The last look reached the database. */
  #hasLooked = false;
  #loop: Loop | null = null;

  constructor(
    facts: Pick<FactsReader, 'read'>,
    store: WatchdogStore,
    teller: Teller,
    database: DatabaseStanding,
    clock: Clock,
    logger: Logger,
  ) {
    this.#facts = facts;
    this.#store = store;
    this.#teller = teller;
    this.#database = database;
    this.#clock = clock;
    this.#logger = logger;
    this.#startedAt = clock.now();
  }

  /** Lists what is wrong as any copy has found it. */
  get open(): readonly Finding[] {
    return this.#open;
  }

  /** Says whether the last look has found that nothing is wrong: not before the first. */
  get isWell(): boolean {
    return this.#hasLooked && this.#open.length === 0;
  }

  start(): void {
    const trouble = new ErrorThrottle(this.#logger, 'The watchdog could not look', 'warn');
    this.#loop = runEvery(() => this.look(), LOOK_MS, trouble);
  }

  async stop(): Promise<void> {
    await this.#loop?.stop();
  }

  /** Looks once, records what has changed, and tells what is this copy's to tell. */
  async look(): Promise<void> {
    const now = this.#clock.now();
    const { state, since } = await this.#database.look();
    this.#hasLooked = state === 'up';
    if (state === 'down') return this.#databaseIsAway(since ?? now, now);
    const back = this.#noteDatabaseBack(now);
    await this.#record(findWrong(await this.#facts.read(now), now), now);
    if (!back) return;
    await this.#tell([back]);
    this.#toldOfDatabase = false;
  }

  async #record(found: Finding[], now: Date): Promise<void> {
    const before = new Date(now.getTime() - HOLD_MS);
    const parts = new Set(found.map(({ part }) => part));
    for (const part of this.#wrongSince.keys()) if (!parts.has(part)) this.#wrongSince.delete(part);
    const own = new Set<WatchdogPart>();
    for (const finding of found) {
      const first = this.#wrongSince.get(finding.part) ?? now;
      this.#wrongSince.set(finding.part, first);
      if (first <= before && (await this.#store.open(finding, now))) own.add(finding.part);
    }
    const rows = await this.#store.list();
    for (const { _id: part, isOpen } of rows) {
      const isWell = isOpen && !parts.has(part) && this.#startedAt <= before;
      if (isWell && (await this.#store.close(part, before, now))) own.add(part);
    }
    await this.#tellWhatIsDue(own.size === 0 ? rows : await this.#store.list(), own, now);
  }

  /** Tells what this copy has recorded now, and what another recorded and has not told in time. */
  async #tellWhatIsDue(rows: WatchdogDocument[], own: ReadonlySet<WatchdogPart>, now: Date): Promise<void> {
    this.#open = rows.filter(({ isOpen }) => isOpen).map(({ _id, since }) => ({ part: _id, since }));
    const mine = rows.filter(({ _id }) => own.has(_id));
    this.#log(mine.map(changeOf));
    for (const row of rows)
      if (!row.told && row.tellBy <= now && (await this.#store.takeOver(row, now))) mine.push(row);
    if (mine.length === 0) return;
    await this.#tell(mine.map(changeOf));
    for (const row of mine) await this.#store.told(row);
  }

  /** The record of what is wrong is away as well: each copy tells for itself. */
  async #databaseIsAway(since: Date, now: Date): Promise<void> {
    if (now.getTime() - since.getTime() < HOLD_MS) return;
    const change = { part: 'mongodb', isOpen: true, since, at: since } as const;
    if (this.#open.every(({ part }) => part !== 'mongodb')) this.#log([change]);
    this.#open = [{ part: 'mongodb', since }];
    if (!this.#toldOfDatabase) await this.#tell([change]);
    this.#toldOfDatabase = true;
  }

  /** Returns what is to be told, until it has been: nothing where nobody was told that it is away. */
  #noteDatabaseBack(now: Date): Change | null {
    const outage = this.#open.find(({ part }) => part === 'mongodb');
    const change = { part: 'mongodb', isOpen: false, since: outage?.since ?? null, at: now } as const;
    if (outage) this.#log([change]);
    this.#open = this.#open.filter((finding) => finding !== outage);
    return this.#toldOfDatabase ? change : null;
  }

  #log(changes: Change[]): void {
    for (const { part, isOpen, since } of changes) {
      const facts = { part, since: since?.toISOString() };
      if (isOpen) this.#logger.error(facts, 'The watchdog finds something wrong');
      else this.#logger.info(facts, 'The watchdog finds it well again');
    }
  }

  /** @throws whatever cannot be sent: it is told again, by this copy or another */
  #tell(changes: Change[]): Promise<void> {
    const open = this.#open.filter(({ part }) => !changes.some((change) => change.part === part));
    return this.#teller.tell(changes, open);
  }
}

const changeOf = ({ _id, isOpen, since, changedAt }: WatchdogDocument): Change => ({
  part: _id,
  isOpen,
  since,
  at: changedAt,
});
