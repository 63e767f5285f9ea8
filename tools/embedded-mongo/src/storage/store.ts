import { type Database, open, type RootDatabase } from 'lmdb';

// Address space, not disk: the file grows as it is filled.
const MAP_SIZE = 16 * 2 ** 30;
const FLUSH_INTERVAL_MS = 1000;

/** A sorted map from bytes to bytes. */
export type Table = Database<Buffer, Buffer>;
/** Half-open range of keys: from `start` (included) to `end` (left out). */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

// What lmdb's types leave out.
type Syncable = RootDatabase & { sync(done: (error?: Error) => void): void };

/** The files of one data directory: documents, index entries, and what collections there are. */
export class Store {
  readonly documents: Table;
  readonly entries: Table;
  readonly catalog: Table;
  readonly #root: Syncable;
  readonly #timer: NodeJS.Timeout;
  #unflushed = false;

  constructor(directory: string) {
    // noSync: a commit is in the page cache, which outlives the process, when the call returns;
    // the timer moves it to the disk.
    this.#root = open({ path: directory, maxDbs: 3, mapSize: MAP_SIZE, noSync: true }) as Syncable;
    this.documents = this.#table('documents');
    this.entries = this.#table('entries');
    this.catalog = this.#table('catalog');
    this.#timer = setInterval(() => this.#flush(), FLUSH_INTERVAL_MS).unref();
  }

  #table(name: string): Table {
    return this.#root.openDB({ name, keyEncoding: 'binary', encoding: 'binary' });
  }

  /** Runs all writes of `action` as one: if it throws, none of them is kept. */
  write<T>(action: () => T): T {
    this.#unflushed = true;
    return this.#root.transactionSync(action);
  }

  #flush(): void {
    if (!this.#unflushed) return;
    this.#unflushed = false;
    this.#root.sync(() => {});
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await new Promise<void>((done) => this.#root.sync(() => done()));
    await this.#root.close();
  }
}

/** Entries of a range in either direction. */
export function scanRange(
  table: Table,
  range: KeyRange,
  reverse: boolean,
): Iterable<{ key: Buffer; value: Buffer }> {
  if (!reverse) return table.getRange({ start: range.start, end: range.end });
  const options = {
    start: range.end,
    end: range.start,
    reverse: true,
    exclusiveStart: true,
    inclusiveEnd: true,
  };
  return table.getRange(options);
}

/** The range of all keys that begin with `prefix`; encoded parts never begin with 0xff. */
export function prefixRange(prefix: Buffer): KeyRange {
  return { start: prefix, end: Buffer.concat([prefix, Buffer.from([0xff])]) };
}
