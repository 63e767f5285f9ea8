import { type Document, Long } from 'bson';
import { ServerError } from '../errors.ts';
import { MAX_DOCUMENT_BYTES } from '../wire/limits.ts';
import type { RawDocument } from '../wire/raw-bson.ts';

const DEFAULT_FIRST_BATCH = 101;
const IDLE_LIMIT_MS = 600_000;

interface Cursor {
  namespace: string;
  documents: RawDocument[];
  at: number;
  usedAt: number;
}

/** Results that a client has not fetched yet. They are kept as they were when the query ran. */
export class Cursors {
  readonly #open = new Map<number, Cursor>();
  #lastId = Date.now();

  /** The answer to a query; what does not fit into the first batch waits for `getMore`. */
  first(
    namespace: string,
    documents: RawDocument[],
    batchSize = DEFAULT_FIRST_BATCH,
    single = false,
  ): Document {
    this.#dropIdle();
    const cursor = { namespace, documents, at: 0, usedAt: Date.now() };
    const firstBatch = takeBatch(cursor, batchSize);
    const more = !single && cursor.at < documents.length;
    const id = more ? ++this.#lastId : 0;
    if (more) this.#open.set(id, cursor);
    return { cursor: { firstBatch, id: Long.fromNumber(id), ns: namespace }, ok: 1 };
  }

  /** The next batch. Throws 43 if there is no such cursor any more. */
  next(id: number, batchSize = Number.POSITIVE_INFINITY): Document {
    const cursor = this.#open.get(id);
    if (!cursor) throw new ServerError(43, `cursor id ${id} not found`);
    cursor.usedAt = Date.now();
    const nextBatch = takeBatch(cursor, batchSize || Number.POSITIVE_INFINITY);
    const more = cursor.at < cursor.documents.length;
    if (!more) this.#open.delete(id);
    return { cursor: { nextBatch, id: Long.fromNumber(more ? id : 0), ns: cursor.namespace }, ok: 1 };
  }

  /** Forgets a cursor; false if there was none. */
  kill(id: number): boolean {
    return this.#open.delete(id);
  }

  #dropIdle(): void {
    const oldest = Date.now() - IDLE_LIMIT_MS;
    for (const [id, { usedAt }] of this.#open) if (usedAt < oldest) this.#open.delete(id);
  }
}

function takeBatch(cursor: Cursor, batchSize: number): RawDocument[] {
  const start = cursor.at;
  let bytes = 0;
  while (cursor.at < cursor.documents.length && cursor.at - start < batchSize) {
    bytes += (cursor.documents[cursor.at] as RawDocument).bytes.length;
    if (bytes > MAX_DOCUMENT_BYTES && cursor.at > start) break;
    cursor.at++;
  }
  return cursor.documents.slice(start, cursor.at);
}
